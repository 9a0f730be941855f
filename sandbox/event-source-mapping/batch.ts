import type { Message } from '@aws-sdk/client-sqs';

/** One message in the event that Lambda hands to a function. */
export interface QueueRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, object>>;
  readonly md5OfBody: string;
  readonly eventSource: 'aws:sqs';
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

export interface BatchLimits {
  readonly messages: number;
  /** When it is handed over even if it is not full, in milliseconds since the epoch. */
  readonly endsAt: number;
}

/** What a function takes at once. */
const MOST_BYTES = 6_291_456;
const ENVELOPE_BYTES = 16;

/** Messages on their way to a function: full at a number of them, at a moment, or when the function takes no more. */
export class Batch {
  readonly records: QueueRecord[] = [];
  readonly #limits: BatchLimits;
  #bytes = ENVELOPE_BYTES;
  #overflow: QueueRecord[] = [];

  constructor(limits: BatchLimits) {
    this.#limits = limits;
  }

  /** How many more it takes, were they small. */
  get room(): number {
    return this.#overflow.length > 0 ? 0 : this.#limits.messages - this.records.length;
  }

  get endsAt(): number {
    return this.#limits.endsAt;
  }

  /** What was received and belongs into the next batch. */
  get overflow(): readonly QueueRecord[] {
    return this.#overflow;
  }

  add(records: readonly QueueRecord[]): void {
    for (const record of records) {
      const bytes = Buffer.byteLength(JSON.stringify(record)) + 1;
      if (this.room === 0 || this.#bytes + bytes > MOST_BYTES) {
        this.#overflow.push(record);
        continue;
      }
      this.#bytes += bytes;
      this.records.push(record);
    }
  }

  /** The function's event, as JSON text. */
  payload(): string {
    return JSON.stringify({ Records: this.records });
  }
}

export function recordOf(message: Message, eventSourceARN: string): QueueRecord {
  const { MessageId = '', ReceiptHandle = '', Body = '', MD5OfBody = '' } = message;
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, { DataType, StringValue }]) => [
        name,
        { dataType: DataType, stringValue: StringValue },
      ]),
    ),
    md5OfBody: MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: eventSourceARN.split(':')[3] ?? '',
  };
}
