import type { StoredDeployment } from '../../../core/rollout/record.ts';
import type { Context } from '../../context.ts';
import { releaseLease, takeLease } from '../../runs/lease.ts';
import { readDeployment } from '../../runs/store.ts';
import { scheduleWindowEnd, unscheduleWindowEnd } from '../../runs/window-end.ts';
import { readService, type StoredService, saveService } from '../../services/store.ts';
import { RecordChanged } from '../../table.ts';
import type { Driver } from '../driver.ts';
import { jobOf } from '../job.ts';

/** Longer than the Lambda may run, and than it takes until its event is tried again. */
const PARKING_MS = 300_000;
const LATER_MS = 300_000;

/**
 * The rollback window of a deployment ends: its old version is scaled in, if the slot is still its own, nobody
 * deploys and its traffic is seen to be gone; otherwise when a schedule asks again.
 */
export async function park(context: Context, driver: Driver, input: { deploymentId: string }) {
  const record = await readDeployment(context, input.deploymentId);
  const known = await readService(context, record.environment, record.service);
  if (known.spare?.deploymentId === record.id && !(await emptied(context, driver, record, known))) {
    await askAgain(context, driver, record.id);
    return { next: 'wait' as const };
  }
  await unscheduleWindowEnd(context, record.id);
  return { next: 'done' as const };
}

/** Release 0.1.0 made schedules that ask once, and under another name; one of ours is there already and stays. */
async function askAgain(context: Context, driver: Driver, deploymentId: string): Promise<void> {
  const { driverFunctions } = context.environment;
  const at = context.clock.now() + LATER_MS;
  await scheduleWindowEnd(context, { deploymentId, function: driverFunctions[driver.type], at });
}

/** False where the slot has to be kept for now. */
async function emptied(
  context: Context,
  driver: Driver,
  record: StoredDeployment,
  known: StoredService,
): Promise<boolean> {
  // Somebody who gave the old version traffic again wants it to be there.
  if ((await driver.readBack(context, jobOf(record, driver))) !== 100) return false;
  const since = Date.parse(record.weights?.at ?? record.createdAt);
  const proof = await driver.trafficGone(context, jobOf(record, driver), 'old', since);
  const held = proof.state === 'healthy' ? await holdSlot(context, record, known) : undefined;
  if (!held) return false;
  await driver.park(context, jobOf(record, driver));
  await giveUpSlot(context, record, held, proof.words);
  return true;
}

/**
 * Holds the service's lease while the slot is emptied, so that no deployment can begin to fill it; whoever repeats
 * this after a crash takes it again. Undefined when a deployment is under way.
 */
async function holdSlot(
  context: Context,
  { id: deploymentId, environment, service }: StoredDeployment,
  known: StoredService,
): Promise<StoredService | undefined> {
  const expiresAt = context.clock.now() + PARKING_MS;
  const lease = takeLease(context, { environment, service, deploymentId, expiresAt });
  const words = `The rollback window of ${deploymentId} ends.`;
  try {
    return await saveService(context, known, known, { words, more: [lease] });
  } catch (error) {
    if (error instanceof RecordChanged && error.write === 0) return undefined;
    throw error;
  }
}

async function giveUpSlot(
  context: Context,
  { id: deploymentId, environment, service }: StoredDeployment,
  known: StoredService,
  proof: string,
): Promise<void> {
  const { spare: _closed, ...after } = known;
  const lease = releaseLease(context, { environment, service, deploymentId });
  const words = `The previous version was scaled in. ${proof}`;
  await saveService(context, known, after, { words, more: [lease] });
}
