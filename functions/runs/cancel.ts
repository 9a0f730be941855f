import type { Reason } from '../../core/rollout/reason.ts';
import type { StoredDeployment } from '../../core/rollout/record.ts';
import { transition } from '../../core/rollout/state.ts';
import type { Context } from '../context.ts';
import { startRestore, stopDeployment } from './execution.ts';
import { saveDeployment } from './store.ts';
import { viewOf } from './view.ts';

/**
 * Ends a deployment that is under way, whatever it is waiting for: one conditional write makes it RESTORING, so
 * it cannot be promoted any more; then its execution is stopped and its restore started.
 * @throws Conflict when it is over or being rolled back, RecordChanged when somebody else wrote first
 */
export async function cancel(context: Context, before: StoredDeployment, reason: Reason): Promise<void> {
  const after = await recordCancel(context, before, reason);
  await carryOutCancel(context, after);
}

/**
 * The write alone; `carryOutCancel` has to follow. Where an earlier call got no further than its write, the rest is
 * done before this one is refused.
 * @throws as `cancel`
 */
export async function answerCancel(
  context: Context,
  before: StoredDeployment,
  reason: Reason,
): Promise<{ deployment: ReturnType<typeof viewOf> }> {
  return { deployment: viewOf(await recordCancel(context, before, reason)) };
}

async function recordCancel(
  context: Context,
  before: StoredDeployment,
  reason: Reason,
): Promise<StoredDeployment> {
  await carryOutCancel(context, before);
  const at = new Date(context.clock.now()).toISOString();
  const state = transition(before.state, { type: 'restore-begun', at, reason });
  const { command: _done, ...rest } = before;
  const after = { ...rest, state };
  const answer = { deployment: viewOf(after) };
  return saveDeployment(context, before, after, { words: reason.words, answer });
}

/** Stops the execution of a deployment that is RESTORING, and starts its restore; of any other it does nothing. */
export async function carryOutCancel(context: Context, record: StoredDeployment): Promise<void> {
  if (record.state.name !== 'RESTORING') return;
  await stopDeployment(context, record.id, record.state.reason);
  await startRestore(context, record, record.state.reason);
}
