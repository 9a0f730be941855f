import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Head } from '../core/audit/chain.ts';
import { type ChainedChange, chainedWrites } from './audit/chained-writes.ts';
import type { Context } from './context.ts';
import { idempotencyItem, KeyTaken } from './idempotency.ts';
import { documentClient, RecordChanged, type WriteItem } from './table.ts';

/** One change of one resource, with everything that becomes true at the same moment. */
export interface Change extends ChainedChange {
  /** Further writes of the same transaction. */
  readonly more?: readonly WriteItem[];
  /** The answer that a repeat with the same idempotency key gets; absent for steps of machines. */
  readonly answer?: unknown;
}

const ATTEMPTS = 8;
const BACKOFF_MS = 40;

/**
 * Writes a change, its audit record and its idempotency record in one transaction, conditional on the head that
 * was read. Transactions that collide are repeated with full jitter.
 * @returns the new head
 * @throws RecordChanged when the resource or one of `more` no longer meets its condition
 * @throws KeyTaken when a call with the same idempotency key was answered in between
 */
export async function commit(context: Context, change: Change): Promise<Head> {
  const { writes: chained, head } = chainedWrites(context, change);
  const idempotent = idempotencyItem(context, change.answer);
  const writes = [...chained, ...idempotent, ...(change.more ?? [])];
  for (let attempt = 1; ; attempt++) {
    try {
      await documentClient(context).send(new TransactWriteCommand({ TransactItems: writes }));
      return head;
    } catch (error) {
      const failed = failedCondition(error);
      if (failed >= chained.length + idempotent.length)
        throw new RecordChanged(failed - chained.length - idempotent.length);
      if (failed >= chained.length) throw new KeyTaken();
      if (failed >= 0) throw new RecordChanged('resource');
      if (!collided(error) || attempt === ATTEMPTS) throw error;
      await context.clock.sleep(context.ids.random() * BACKOFF_MS * 2 ** attempt);
    }
  }
}

/** Position of the first write of a transaction whose condition failed; -1 when it was cancelled for anything else. */
export function failedCondition(error: unknown): number {
  if (!(error instanceof TransactionCanceledException)) return -1;
  return (error.CancellationReasons ?? []).findIndex(({ Code }) => Code === 'ConditionalCheckFailed');
}

/** DynamoDB cancels a transaction that meets another one on the same item; the SDK does not repeat it. */
function collided(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  return (error.CancellationReasons ?? []).some(({ Code }) => Code === 'TransactionConflict');
}
