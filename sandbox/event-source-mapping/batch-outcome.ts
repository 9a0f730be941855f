import type { InvocationOutcome } from '../lambda/function-error.ts';
import type { QueueRecord } from './batch.ts';

/**
 * The messages that a function has done: all but those that its answer names. An answer that names anything else than
 * messages of the batch, and an error, leave all of them in the queue
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
 */
export function doneOf(records: readonly QueueRecord[], outcome: InvocationOutcome): readonly QueueRecord[] {
  if (outcome.functionError !== undefined) return [];
  const failed = failuresIn(JSON.parse(outcome.payload));
  const known = new Set(records.map(({ messageId }) => messageId));
  if (!failed?.every((id) => known.has(id))) return [];
  const left = new Set(failed);
  return records.filter(({ messageId }) => !left.has(messageId));
}

/** Undefined for an answer that is not understood; one without the list says that nothing failed. */
function failuresIn(answer: unknown): string[] | undefined {
  const { batchItemFailures: failures = null } = (answer ?? {}) as { batchItemFailures?: unknown };
  if (failures === null) return [];
  if (!Array.isArray(failures)) return undefined;
  return failures.map((one) => String((one as { itemIdentifier?: unknown } | null)?.itemIdentifier ?? ''));
}
