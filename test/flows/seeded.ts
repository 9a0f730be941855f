import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { deploymentRecord } from '../../core/rollout/record.fixture.ts';
import type { DeploymentRecord, StoredDeployment } from '../../core/rollout/record.ts';
import type { DeploymentState } from '../../core/rollout/state.ts';
import { armDeadman } from '../../functions/runs/deadman.ts';
import { takeLease } from '../../functions/runs/lease.ts';
import { saveDeployment } from '../../functions/runs/store.ts';
import type { Installation } from './installation.ts';

const HOUR_MS = 3_600_000;

/** A deployment in every state, as it is a moment after it came there. */
export function states(now: number): Record<DeploymentState['name'], DeploymentState> {
  const since = new Date(now).toISOString();
  const deadline = new Date(now + HOUR_MS).toISOString();
  const baking = { name: 'BAKING', step: 0, weight: 5, since } as const;
  const reason = { code: 'JUDGED_WORSE', words: 'More errors.' } as const;
  return {
    PENDING: { name: 'PENDING' },
    AWAITING_APPROVAL: { name: 'AWAITING_APPROVAL', since, deadline },
    PREPARING: { name: 'PREPARING', step: 0, since },
    BAKING: baking,
    PAUSED: { name: 'PAUSED', from: baking, reason, since, deadline },
    RESTORING: { name: 'RESTORING', reason, since },
    PROMOTED: { name: 'PROMOTED', at: since },
    ROLLED_BACK: { name: 'ROLLED_BACK', reason, at: since },
    ABORTED: { name: 'ABORTED', reason, at: since },
    REFUSED: { name: 'REFUSED', reason, at: since },
    FAILED: { name: 'FAILED', reason, at: since },
  };
}

/** Writes a deployment down, of a service of its own, with lease and deadman but without anything that runs. */
export async function seeded(
  { context, clock }: Installation,
  changes: Partial<DeploymentRecord> & { readonly in?: DeploymentState['name'] } = {},
): Promise<StoredDeployment> {
  const now = clock.now();
  const { in: name, ...rest } = changes;
  const id = context.ids.next('dep', now);
  const record = deploymentRecord({
    id,
    service: `shop-${id.slice(-8)}`,
    createdAt: new Date(now).toISOString(),
    deadline: new Date(now + HOUR_MS).toISOString(),
    ...(name && { state: states(now)[name] }),
    ...rest,
  });
  const { id: deploymentId, environment, service } = record;
  await armDeadman(context, deploymentId, now + HOUR_MS);
  const lease = takeLease(context, { environment, service, deploymentId, expiresAt: now + 2 * HOUR_MS });
  return saveDeployment(context, undefined, record, { words: 'Seeded.', more: [lease] });
}

/** When the deadman of a deployment strikes, as its schedule says it. */
export async function deadmanOf(
  { context }: Installation,
  deploymentId: string,
): Promise<string | undefined> {
  const GroupName = context.environment.scheduleGroup;
  const schedule = await context
    .clients(SchedulerClient)
    .send(new GetScheduleCommand({ GroupName, Name: `deadman-${deploymentId}` }));
  return schedule.ScheduleExpression;
}
