import { createHash } from 'node:crypto';
import type { Message } from '@aws-sdk/client-sqs';

/** What a sender puts into a queue; attributes are all of type String. */
export interface SentMessage {
  readonly body: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** For so long nobody receives it; 0 when missing. */
  readonly delaySeconds?: number;
}

/** A message as it is kept: plain JSON, with moments in milliseconds since the epoch. */
export interface StoredMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly sentAt: number;
  /** One of the servers that hold the queue; a short poll does not ask all of them. */
  readonly server: number;
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt?: number;
  /** Of the last receipt. */
  readonly receiptHandle?: string;
  /** ARN of the queue in which it was received too often; only in a dead-letter queue. */
  readonly redrivenFrom?: string;
}

/** What a receiver wants to be told besides the body. */
export interface Wanted {
  readonly attributes: readonly string[];
  readonly systemAttributes: readonly string[];
}

/** A message as ReceiveMessage answers it. */
export function received(message: StoredMessage, wanted: Wanted): Message {
  const attributes = named(message.attributes, wanted.attributes);
  const system = named(systemAttributes(message), wanted.systemAttributes);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    // The SDK checks it.
    MD5OfBody: createHash('md5').update(message.body).digest('hex'),
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(Object.keys(attributes).length > 0 && {
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
      ),
    }),
  };
}

function systemAttributes(message: StoredMessage): Record<string, string> {
  const { sentAt, receiveCount, firstReceivedAt, redrivenFrom } = message;
  return {
    SentTimestamp: String(sentAt),
    ApproximateReceiveCount: String(receiveCount),
    ...(firstReceivedAt !== undefined && { ApproximateFirstReceiveTimestamp: String(firstReceivedAt) }),
    ...(redrivenFrom !== undefined && { DeadLetterQueueSourceArn: redrivenFrom }),
  };
}

function named(
  all: Readonly<Record<string, string>>,
  names: readonly string[],
): Readonly<Record<string, string>> {
  if (names.includes('All')) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

/** How a service hands over what it could not deliver; throws QueueDoesNotExist. */
export type SendDeadLetter = SendToQueue;

/** How a service of AWS puts a message into a queue by its ARN; throws QueueDoesNotExist. */
export type SendToQueue = (queueArn: string, message: SentMessage) => void;
