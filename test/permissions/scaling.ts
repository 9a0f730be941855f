import { functionArnOf } from '../../functions/environment.ts';
import { createSchedule, oneTimeSchedule } from '../../functions/runs/schedule.ts';
import type { Installation } from '../flows/installation.ts';
import { pricing } from '../flows/pricing.ts';
import { ENVIRONMENT } from '../flows/service.ts';
import { runStep } from '../flows/step.ts';
import { type StorefrontService, storefront } from '../flows/storefront.ts';

const MINUTE_MS = 60_000;
const CPU = { metric: 'cpu', target: 50, min: 1, max: 8, predictive: 'off' } as const;
const CONCURRENCY = { metric: 'concurrency', target: 70, min: 0, max: 50 } as const;
const WAYS = ['scale_resources', 'evaluate_scaling'] as const;

/** Every kind of capacity out and in again, by whoever asks and by schedule; and what passes the limits, approved. */
export async function scaling(installation: Installation): Promise<void> {
  const { developer, account, clock } = installation;
  const sails = await storefront(installation, { name: 'sails', requestsPerSecond: 0.1, maxCapacity: 8 });
  await sails.traffic.stop();
  const behindRule = await storefront(installation, {
    name: 'masts',
    requestsPerSecond: 0.1,
    maxCapacity: 8,
    production: 'rule',
    testPath: 'header-rules',
  });
  await behindRule.traffic.stop();
  const tides = await pricing(installation, { name: 'tides', requestsPerSecond: 0.01 });
  const waves = await pricing(installation, { name: 'waves', requestsPerSecond: 0.01 });
  await Promise.all([tides.traffic.stop(), waves.traffic.stop()]);
  account.users.autoScalingGroups.createGroup({
    name: 'oars',
    min: 1,
    max: 8,
    desired: 2,
    tags: { 'operate:service': 'oars' },
  });
  const set = (service: string, policy: object) =>
    developer.set_scaling({ environment: ENVIRONMENT, service, policy } as never);
  const scale = (service: string, input: object = {}) =>
    developer.scale_resources({ environment: ENVIRONMENT, service, ...input } as never);
  await set('sails', CPU);
  await set('masts', CPU);
  await set('tides', CONCURRENCY);
  await set('oars', { ...CPU, resource: { type: 'auto-scaling-group', group: 'oars' } });
  await set('waves', { ...CONCURRENCY, resource: { type: 'reserved-concurrency' } });
  await scale('waves', { targetInstances: 10 });
  for (const way of WAYS)
    for (const use of [90, 1]) {
      used(installation, [sails, behindRule], use);
      if (way === 'scale_resources')
        for (const name of ['sails', 'masts', 'tides', 'oars', 'waves']) await scale(name);
      else await runStep(installation, way, {});
      await clock.advanceBy(24 * MINUTE_MS);
    }
  // Environments that nobody needs any more are given back whole.
  await set('tides', { ...CONCURRENCY, target: 100 });
  for (const way of WAYS) {
    await scale('tides', { targetInstances: 1 });
    await clock.advanceBy(24 * MINUTE_MS);
    used(installation, [], 0);
    if (way === 'scale_resources') await scale('tides', { targetInstances: 0 });
    else await runStep(installation, way, {});
    await clock.advanceBy(24 * MINUTE_MS);
  }
  await forced(installation);
  await bySchedule(installation);
}

/** As a schedule that somebody made calls it. */
async function bySchedule({ context, clock }: Installation): Promise<void> {
  const functionArn = functionArnOf(context.environment, 'evaluate_scaling');
  const call = { name: 'scaling', functionArn, input: { environment: ENVIRONMENT } };
  await createSchedule(context, oneTimeSchedule(context, call, clock.now() + MINUTE_MS));
  await clock.advanceBy(2 * MINUTE_MS);
}

/** One that is approved, and one that is rejected. */
async function forced({ developer, as, clock }: Installation): Promise<void> {
  const wish = { environment: ENVIRONMENT, service: 'sails', force: true };
  const rejected = await developer.scale_resources({ ...wish, targetInstances: 12 });
  await as('approver').reject({ scalingId: rejected.scalingId, reason: 'no' });
  const { scalingId, planHash = '' } = await developer.scale_resources({ ...wish, targetInstances: 11 });
  await as('approver').approve({ scalingId, planHash });
  await clock.advanceBy(2 * MINUTE_MS);
  const { change } = await developer.scale_resources({ ...wish, force: false, targetInstances: 2 });
  await developer.scale_resources({ environment: ENVIRONMENT, service: 'sails', undo: change?.changeId });
}

/** So much of every unit was used in the last minutes. */
function used(
  { account: { scope }, clock }: Installation,
  pairs: readonly StorefrontService[],
  percent: number,
): void {
  const now = Math.floor(clock.now() / MINUTE_MS) * MINUTE_MS;
  const record = (namespace: string, metric: string, dimensions: Record<string, string>, value: number) => {
    for (let ago = 20; ago >= 1; ago--)
      scope.record({ namespace, metric, dimensions, at: now - ago * MINUTE_MS, value, count: 100_000 });
  };
  for (const { pair } of pairs)
    record(
      'AWS/ECS',
      'CPUUtilization',
      { ClusterName: pair.cluster.split('/').at(-1) ?? '', ServiceName: pair.sides.blue.serviceName },
      percent,
    );
  record('AWS/EC2', 'CPUUtilization', { AutoScalingGroupName: 'oars' }, percent);
  for (const name of ['tides', 'waves'])
    record(
      'AWS/Lambda',
      'ConcurrentExecutions',
      { FunctionName: name, Resource: `${name}:live` },
      percent / 5 < 1 ? 0 : percent / 5,
    );
}
