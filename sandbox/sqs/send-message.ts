import { createHash } from 'node:crypto';
import {
  InvalidMessageContents,
  type SendMessageBatchRequestEntry,
  type SendMessageCommandInput,
  type SendMessageResult,
} from '@aws-sdk/client-sqs';
import { refuseOtherMembers, SandboxNotImplemented } from '../hook/not-implemented.ts';
import { invalidParameterValue, missingParameter } from './exceptions.ts';
import type { Queue } from './queue.ts';

const FILE = 'sandbox/sqs/send-message.ts';
const MEMBERS = ['QueueUrl', 'Id', 'MessageBody', 'MessageAttributes', 'DelaySeconds'];
const MOST_BYTES = 1_048_576;
const LONGEST_DELAY_SECONDS = 900;
/** What XML 1.0 has no character for. */
const NO_TEXT = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

type Sent = SendMessageCommandInput | SendMessageBatchRequestEntry;

/** SendMessage, or one entry of SendMessageBatch. Throws InvalidMessageContents, or for a body that is too long. */
export function sendMessage(queue: Queue, input: Sent): SendMessageResult {
  refuseOtherMembers('SendMessage', input, MEMBERS, FILE);
  const { MessageBody: body = '', DelaySeconds: delaySeconds = 0 } = input;
  if (body === '') throw missingParameter('MessageBody');
  if (delaySeconds < 0 || delaySeconds > LONGEST_DELAY_SECONDS)
    throw invalidParameterValue(
      `Value ${delaySeconds} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= ${LONGEST_DELAY_SECONDS}.`,
    );
  const attributes = attributesOf(input);
  const sizes = [body, ...Object.entries(attributes).flat()].map((text) => Buffer.byteLength(text));
  if (sizes.reduce((sum, bytes) => sum + bytes, 0) > MOST_BYTES)
    throw invalidParameterValue(
      `One or more parameters are invalid. Reason: Message must be shorter than ${MOST_BYTES} bytes.`,
    );
  if (NO_TEXT.test(body))
    throw new InvalidMessageContents({
      message:
        'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
      $metadata: { httpStatusCode: 400 },
    });
  // The SDK checks it.
  const MD5OfMessageBody = createHash('md5').update(body).digest('hex');
  return { MessageId: queue.add({ body, attributes, delaySeconds }), MD5OfMessageBody };
}

function attributesOf({ MessageAttributes = {} }: Sent): Record<string, string> {
  return Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { DataType, StringValue = '' }]) => {
      if (DataType !== 'String')
        throw new SandboxNotImplemented(`a message attribute of type ${DataType}`, FILE);
      return [name, StringValue];
    }),
  );
}
