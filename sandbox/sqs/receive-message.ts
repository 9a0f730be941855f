import type { ReceiveMessageCommandInput, ReceiveMessageResult } from '@aws-sdk/client-sqs';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope } from '../service.ts';
import { outOfRange } from './exceptions.ts';
import { received } from './message.ts';
import type { Queue } from './queue.ts';

const MEMBERS = [
  'QueueUrl',
  'MaxNumberOfMessages',
  'VisibilityTimeout',
  'WaitTimeSeconds',
  'MessageAttributeNames',
  'MessageSystemAttributeNames',
];
const LONGEST_HIDDEN_SECONDS = 43_200;
const SLICE_MS = 250;

/** ReceiveMessage: with a wait it asks every server and answers as soon as there is a message. */
export async function receiveMessage(
  { clock }: AccountScope,
  queue: Queue,
  input: ReceiveMessageCommandInput,
): Promise<ReceiveMessageResult> {
  refuseOtherMembers('ReceiveMessage', input, MEMBERS, 'sandbox/sqs/receive-message.ts');
  const { MaxNumberOfMessages: count = 1, WaitTimeSeconds: wait = 0 } = input;
  const { VisibilityTimeout: hidden = queue.visibilityTimeoutSeconds } = input;
  inRange('MaxNumberOfMessages', count, 1, 10);
  inRange('WaitTimeSeconds', wait, 0, 20);
  inRange('VisibilityTimeout', hidden, 0, LONGEST_HIDDEN_SECONDS);
  const until = clock.now() + wait * 1000;
  for (;;) {
    const taken = queue.receive(count, hidden, wait > 0);
    const left = until - clock.now();
    if (taken.length === 0 && left > 0) {
      await clock.sleep(Math.min(left, SLICE_MS));
      continue;
    }
    if (taken.length === 0) return {};
    const attributes = input.MessageAttributeNames ?? [];
    const systemAttributes = input.MessageSystemAttributeNames ?? [];
    return { Messages: taken.map((message) => received(message, { attributes, systemAttributes })) };
  }
}

function inRange(parameter: string, value: number, from: number, to: number): void {
  if (value < from || value > to) throw outOfRange(parameter, value, from, to);
}
