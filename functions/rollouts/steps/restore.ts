import { DependencyFailed, Refused } from '../../../core/errors.ts';
import type { Reason } from '../../../core/rollout/reason.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import { isTerminal, transition } from '../../../core/rollout/state.ts';
import type { Context } from '../../context.ts';
import { readDeployment, saveDeployment } from '../../runs/store.ts';
import type { Driver } from '../driver.ts';
import { isoNow, jobOf } from '../job.ts';

const ROOM_SECONDS = 5;
const CONFIRM_SECONDS = 30;
/** Longer than a driver's function may still run after its execution was stopped, and move traffic once more. */
const FIRST_CONFIRM_SECONDS = 65;
export const RESTORE_LIMIT_SECONDS = 1800;

/**
 * Gives all traffic back to the old version. Whoever asks, and however often: a deployment that is over is left
 * as it is, one that is under way is RESTORING from here on.
 */
export async function restore(
  context: Context,
  driver: Driver,
  input: { deploymentId: string; reason: Reason; since: string },
) {
  const before = await readDeployment(context, input.deploymentId);
  if (isTerminal(before.state)) return { next: 'done' as const };
  const record = await restoring(context, before, input.reason);
  if (!record.undo) return { next: 'settle' as const };
  const job = jobOf(record, driver);
  refuseEndless(context, input.since);
  if (!(await driver.makeRoom(context, job))) return { next: 'restore' as const, seconds: ROOM_SECONDS };
  await driver.shift(context, job, 0);
  const readBack = await driver.readBack(context, job);
  if (readBack !== 0) throw new DependencyFailed(`The new version still has ${readBack}% of the traffic.`);
  if (record.weights && (record.weights.asked !== 0 || record.weights.readBack !== 0)) {
    const weights = { asked: 0, readBack, at: isoNow(context) };
    await saveDeployment(
      context,
      record,
      { ...record, weights },
      { words: 'The old version has all traffic again.' },
    );
  }
  return { next: 'confirm' as const, seconds: FIRST_CONFIRM_SECONDS };
}

/**
 * Makes sure that the old version has kept all traffic (a step that was under way when it was stopped may have
 * moved it once more) and that the new one is seen to get none.
 */
export async function confirm(
  context: Context,
  driver: Driver,
  input: { deploymentId: string; since: string },
) {
  const record = await readDeployment(context, input.deploymentId);
  if (isTerminal(record.state)) return { next: 'done' as const };
  if (!record.undo) return { next: 'settle' as const };
  const job = jobOf(record, driver);
  refuseEndless(context, input.since);
  if ((await driver.readBack(context, job)) !== 0) return { next: 'restore' as const, seconds: 0 };
  if (!record.firstShiftAt || !record.weights) return { next: 'settle' as const };
  const proof = await driver.trafficGone(context, job, 'new', Date.parse(record.weights.at));
  return proof.state === 'healthy'
    ? { next: 'settle' as const }
    : { next: 'confirm' as const, seconds: CONFIRM_SECONDS };
}

async function restoring(
  context: Context,
  before: StoredDeployment,
  reason: Reason,
): Promise<StoredDeployment> {
  if (before.state.name === 'RESTORING') return before;
  const state = transition(before.state, { type: 'restore-begun', at: isoNow(context), reason });
  const { command: _done, ...rest } = before;
  return saveDeployment(context, before, { ...rest, state }, { words: reason.words });
}

/**
 * Each attempt has its own time: one that began late, since nobody heard of the first one's death, is no failure.
 * @throws Refused, which no state repeats
 */
function refuseEndless(context: Context, since: string): void {
  if (context.clock.now() - Date.parse(since) > RESTORE_LIMIT_SECONDS * 1000)
    throw new Refused(`The old version could not be restored within ${RESTORE_LIMIT_SECONDS} s.`);
}
