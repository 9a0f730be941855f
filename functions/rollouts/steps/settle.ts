import { isTerminal, transition } from '../../../core/rollout/state.ts';
import type { Context } from '../../context.ts';
import { disarmDeadman } from '../../runs/deadman.ts';
import { publish } from '../../runs/events.ts';
import { finish } from '../../runs/finish.ts';
import { readDeployment } from '../../runs/store.ts';
import type { Driver } from '../driver.ts';
import { isoNow, jobOf } from '../job.ts';

/** Scales the new version in once its traffic is gone, and records how the deployment ended. */
export async function settle(context: Context, driver: Driver, input: { deploymentId: string }) {
  const before = await readDeployment(context, input.deploymentId);
  let record = before;
  if (!isTerminal(before.state)) {
    // Somebody may have given the new version traffic once more since that was looked at.
    if (before.undo && (await driver.readBack(context, jobOf(before, driver))) !== 0)
      return { next: 'restore' as const, seconds: 0 };
    if (before.undo) await driver.settleOld(context, jobOf(before, driver));
    const state = transition(before.state, { type: 'restored', at: isoNow(context) });
    record = await finish(context, before, { ...before, state }, `Ended ${state.name}: one version serves.`);
  }
  await disarmDeadman(context, record.id);
  await publish(context, 'DeploymentFailed', record);
  return { next: 'done' as const };
}
