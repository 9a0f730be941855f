import type { StoredDeployment } from '../../../core/rollout/record.ts';
import type { Context } from '../../context.ts';
import { scheduleWindowEnd } from '../../deployments/deadman.ts';
import { takeLease } from '../../deployments/lease.ts';
import { readDeployment } from '../../deployments/store.ts';
import { readService, type StoredService, saveService } from '../../services/store.ts';
import { RecordChanged } from '../../table.ts';
import type { Driver } from '../driver.ts';
import { jobOf } from '../job.ts';

const LATER_MS = 300_000;
/** Longer than the Lambda may run. */
const PARKING_MS = 120_000;

/**
 * The rollback window of a deployment ends: its old version is scaled in, if the slot is still its own and its
 * traffic is seen to be gone; otherwise later.
 */
export async function park(context: Context, driver: Driver, input: { deploymentId: string }) {
  const record = await readDeployment(context, input.deploymentId);
  const known = await readService(context, record.environment, record.service);
  if (known.spare?.deploymentId !== record.id) return { next: 'done' as const };
  const job = jobOf(record, driver);
  const proof = await driver.trafficGone(
    context,
    job,
    'old',
    Date.parse(record.weights?.at ?? record.createdAt),
  );
  if (proof.state !== 'healthy') {
    const at = context.clock.now() + LATER_MS;
    await scheduleWindowEnd(context, {
      deploymentId: record.id,
      function: context.environment.driverFunctions[driver.type],
      at,
    });
    return { next: 'done' as const };
  }
  return (await giveUpSlot(context, record, known, proof.words))
    ? emptied(context, driver, record)
    : { next: 'done' as const };
}

/**
 * Forgets the spare and holds the service's lease while its side is emptied, so that no deployment can begin to
 * fill it. False when one is under way: it closed the window itself.
 */
async function giveUpSlot(
  context: Context,
  record: StoredDeployment,
  known: StoredService,
  words: string,
): Promise<boolean> {
  const { id: deploymentId, environment, service } = record;
  const { spare: _closed, ...after } = known;
  const expiresAt = context.clock.now() + PARKING_MS;
  const more = [takeLease(context, { environment, service, deploymentId, expiresAt })];
  try {
    await saveService(context, known, after, {
      words: `The rollback window of ${deploymentId} is over. ${words}`,
      more,
    });
    return true;
  } catch (error) {
    if (error instanceof RecordChanged) return false;
    throw error;
  }
}

async function emptied(context: Context, driver: Driver, record: StoredDeployment) {
  await driver.park(context, jobOf(record, driver));
  return { next: 'done' as const };
}
