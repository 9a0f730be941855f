import type { Reason } from '../../core/rollout/reason.ts';
import type { StoredDeployment } from '../../core/rollout/record.ts';
import { transition } from '../../core/rollout/state.ts';
import type { Context } from '../context.ts';
import { startRestore, stopDeployment } from './execution.ts';
import { saveDeployment } from './store.ts';
import { viewOf } from './view.ts';

/**
 * Ends a deployment that is under way, whatever it is waiting for: one conditional write makes it RESTORING, so
 * it cannot be promoted any more; then its execution is stopped and its restore started. Where an earlier call got
 * no further than its write, the rest is done before this one is refused.
 * @throws Conflict when it is over or being rolled back, RecordChanged when somebody else wrote first
 */
export async function cancel(
  context: Context,
  before: StoredDeployment,
  reason: Reason,
): Promise<{ deployment: ReturnType<typeof viewOf> }> {
  if (before.state.name === 'RESTORING') await follow(context, before, before.state.reason);
  const at = new Date(context.clock.now()).toISOString();
  const state = transition(before.state, { type: 'restore-begun', at, reason });
  const { command: _done, ...rest } = before;
  const after = { ...rest, state };
  const answer = { deployment: viewOf(after) };
  await saveDeployment(context, before, after, { words: reason.words, answer });
  await follow(context, before, reason);
  return answer;
}

async function follow(context: Context, record: StoredDeployment, reason: Reason): Promise<void> {
  await stopDeployment(context, record.id, reason);
  await startRestore(context, record, reason);
}
