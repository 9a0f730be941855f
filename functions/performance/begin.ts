import { digest } from '../../core/canonical.ts';
import { Conflict, DependencyFailed } from '../../core/errors.ts';
import type { Applicable } from '../../core/performance/choice.ts';
import type { Measures } from '../../core/performance/measures.ts';
import type { Optimization, Undo } from '../../core/performance/optimization.ts';
import type { Context } from '../context.ts';
import { machineArnOf } from '../environment.ts';
import { startExecution } from '../execution.ts';
import { RecordChanged } from '../table.ts';
import { armDeadman } from './deadman.ts';
import { type Reference, referenceText } from './reference.ts';
import { type StoredPerformance, savePerformance } from './store.ts';
import { DEADMAN_MS } from './subject.ts';

/** An optimization as it would be begun now. */
export function draftOf(
  context: Context,
  { rule, change, action, effects }: Applicable,
  { undo, before, planHash }: { readonly undo: Undo; readonly before: Measures; readonly planHash: string },
): Optimization {
  const now = context.clock.now();
  const { idempotencyKey, operation, caller } = context.call;
  return {
    id: context.ids.next('opt', now),
    rule,
    change,
    undo,
    action,
    effects,
    before,
    planHash,
    at: new Date(now).toISOString(),
    by: caller.arn,
    ...(idempotencyKey !== undefined && { call: digest({ operation, caller: caller.arn, idempotencyKey }) }),
    state: { name: 'BEGUN' },
  };
}

/**
 * Writes down what is going to be changed and what will be put back, the deadman first: it does nothing without it.
 * `carryOutStart` has to follow.
 * @throws Conflict when another optimization of the service came first
 */
export async function begin(
  context: Context,
  record: StoredPerformance,
  draft: Optimization,
  answer: unknown,
): Promise<void> {
  const { environment, service } = record;
  await armDeadman(context, { environment, service, id: draft.id }, context.clock.now() + DEADMAN_MS);
  const saving = { words: `Optimizes by ${draft.rule}: ${draft.action}`, answer };
  try {
    await savePerformance(context, record, [draft, ...record.optimizations], saving);
  } catch (error) {
    if (!(error instanceof RecordChanged)) throw error;
    throw new Conflict('Another optimization of the service came first; ask again.');
  }
}

/**
 * Starts the making of a revision; its name is the optimization's id, so that it starts once.
 * @throws DependencyFailed when it could not be started: without a repeat the deadman ends it
 */
export async function carryOutStart(context: Context, reference: Reference): Promise<void> {
  const machine = machineArnOf(context.environment, 'optimization');
  try {
    await startExecution(
      context,
      { machine, name: reference.id },
      { optimization: referenceText(reference) },
    );
  } catch (cause) {
    throw new DependencyFailed(
      `The optimization ${reference.id} is recorded, but could not be started; a repeat with the same idempotency key starts it, otherwise it ends by itself within ${DEADMAN_MS / 60_000} minutes.`,
      { conflictsWith: reference.id, cause },
    );
  }
}
