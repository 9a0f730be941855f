/** The part of Lambda's event for messages of a queue that the chain reads. */
interface QueueEvent {
  readonly Records: readonly QueueRecord[];
}

interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
  readonly eventSource: string;
  readonly attributes: { readonly SentTimestamp: string; readonly ApproximateReceiveCount: string };
}

/** True for a batch of messages that Lambda has taken from a queue. */
export function isBatch(event: unknown): event is QueueEvent {
  const records = (event as { Records?: unknown } | null)?.Records;
  if (!Array.isArray(records) || records.length === 0) return false;
  return (records as readonly Partial<QueueRecord>[]).every(({ eventSource }) => eventSource === 'aws:sqs');
}

/** A batch as the operation's input; see `queue-batch.ts`. */
export function batchInput({ Records }: QueueEvent): Record<string, unknown> {
  return {
    messages: Records.map(({ messageId: id, body, attributes }) => ({
      id,
      body,
      sentAt: new Date(Number(attributes.SentTimestamp)).toISOString(),
      receives: Number(attributes.ApproximateReceiveCount),
    })),
  };
}

/** An operation's output in the form that makes Lambda leave the failed messages in the queue. */
export function batchAnswer(output: unknown): object {
  const { failed } = output as { readonly failed: readonly string[] };
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}
