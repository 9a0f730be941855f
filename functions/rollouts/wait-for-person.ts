import type { DeploymentRecord } from '../../core/rollout/record.ts';
import type { Context } from '../context.ts';
import { moveDeadman } from '../runs/deadman.ts';
import { takeLease } from '../runs/lease.ts';
import { LEASE_MARGIN_MS, runSeconds } from '../runs/times.ts';
import type { WriteItem } from '../table.ts';

/** Gives a deployment that waits for a person the time to do so: the deadman moves, the lease lasts longer. */
export async function waitForPerson(
  context: Context,
  record: DeploymentRecord,
  timeoutSeconds: number,
): Promise<{ deadline: string; lease: WriteItem }> {
  const until = context.clock.now() + (timeoutSeconds + runSeconds(record)) * 1000;
  await moveDeadman(context, record.id, until);
  const { environment, service, id: deploymentId } = record;
  const lease = takeLease(context, {
    environment,
    service,
    deploymentId,
    expiresAt: until + LEASE_MARGIN_MS,
  });
  return { deadline: new Date(until).toISOString(), lease };
}
