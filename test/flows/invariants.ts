import { expect } from 'vitest';
import type { ReasonCode } from '../../core/rollout/reason.ts';
import { isTerminal, type StateName } from '../../core/rollout/state.ts';
import { readLease } from '../../functions/runs/lease.ts';
import type { Deployment } from './deployment.ts';
import { ENVIRONMENT, type Service } from './service.ts';

/** New weights hold everywhere by then, and requests under way have been answered. */
const PROPAGATION_MS = 20_000;
const OBSERVED_MS = 10_000;

/** Waits until a deployment is over, and holds what must be true then whatever has happened on the way. */
export async function expectEnded(
  deployment: Deployment,
  state: StateName,
  reason?: ReasonCode,
): Promise<void> {
  const { service, id } = deployment;
  const record = await deployment.end();
  expect({
    state: record.state.name,
    reason: 'reason' in record.state ? record.state.reason.code : undefined,
  }).toEqual({ state, reason });
  expect(isTerminal(record.state)).toBe(true);
  await expectOneVersion(service);
  const { context, account, as } = service.installation;
  expect(await readLease(context, ENVIRONMENT, service.name)).toBeUndefined();
  expect(account.scheduler.snapshot().schedules.map(({ name }) => name)).not.toContain(`deadman-${id}`);
  for (const resource of [`deployment/${id}`, `service/${ENVIRONMENT}/${service.name}`])
    expect(await as('viewer').verify_audit({ resource })).toMatchObject({ state: 'VERIFIED', findings: [] });
}

/** Weights sum to 100, one of them is 100, and users are answered by one version only. */
export async function expectOneVersion({ shares, traffic, installation }: Service): Promise<void> {
  const weights = Object.values(shares());
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(100);
  expect(Math.max(...weights)).toBe(100);
  const { clock } = installation;
  await clock.advanceBy(PROPAGATION_MS + OBSERVED_MS);
  const seen = traffic.log.window(clock.now() - OBSERVED_MS, clock.now());
  expect(Object.keys(seen.byVersion).length).toBeLessThanOrEqual(1);
  expect(seen.byStatus[503] ?? 0).toBe(0);
}
