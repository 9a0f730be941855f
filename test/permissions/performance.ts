import { armDeadman } from '../../functions/performance/deadman.ts';
import { history, reports } from '../../functions/performance/performance.fixture.ts';
import type { Installation } from '../flows/installation.ts';
import { pricing } from '../flows/pricing.ts';
import { ENVIRONMENT } from '../flows/service.ts';
import { type StorefrontService, storefront } from '../flows/storefront.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Both kinds of service, analysed and optimized, one of them by its deadman alone. */
export async function performance(installation: Installation): Promise<void> {
  const { developer, context, clock, account } = installation;
  const lanes = await pricing(installation, {
    name: 'lanes',
    requestsPerSecond: 0.01,
    made: { memory: 1024, usedMegabytes: 200 },
    registration: { criteria: { responseTime: '<500ms' } },
  });
  const rails = await storefront(installation, {
    name: 'rails',
    requestsPerSecond: 0.1,
    production: 'rule',
    testPath: 'header-rules',
  });
  await Promise.all([lanes.traffic.stop(), rails.traffic.stop()]);
  history(installation, undefined, 'lanes');
  reports(installation, { memory: 1024, used: 200, name: 'lanes' });
  busy(installation, rails);
  const optimize = (service: string, more: object = {}) =>
    developer.optimize_performance({ environment: ENVIRONMENT, service, timeWindow: '1h', ...more } as never);
  await developer.optimize_performance({ environment: ENVIRONMENT, timeWindow: '1h' });
  // A search that takes too long is stopped; it may be over by then, which is refused.
  const unfinished = account.faults.add({
    match: { client: 'CloudWatchLogsClient', command: 'GetQueryResults' },
    effect: 'alter',
    alter: (output) => ({ ...output, status: 'Running', results: [] }),
  });
  await optimize('lanes');
  unfinished();
  await optimize('lanes', { autoApply: true });
  await optimize('rails', { autoApply: true });
  await clock.advanceBy(3 * MINUTE_MS);
  await developer.list_optimizations({ environment: ENVIRONMENT });
  // A deadman strikes for what never was.
  const id = 'opt-0123456789ab';
  await armDeadman(context, { environment: ENVIRONMENT, service: 'lanes', id }, clock.now() + MINUTE_MS);
  await clock.advanceBy(2 * MINUTE_MS);
}

/** Its tasks used all of their CPU, for longer than a size is judged by. */
function busy({ account, clock }: Installation, { pair }: StorefrontService): void {
  const now = Math.floor(clock.now() / HOUR_MS) * HOUR_MS;
  const dimensions = {
    ClusterName: pair.cluster.split('/').at(-1) ?? '',
    ServiceName: pair.sides.blue.serviceName,
  };
  const { targetGroupArn } = pair.sides.blue;
  const balancer = {
    TargetGroup: targetGroupArn.slice(targetGroupArn.indexOf(':targetgroup/') + 1),
    LoadBalancer: /:listener\/(app\/[^/]+\/[^/]+)/.exec(pair.listenerArn)?.[1] ?? '',
  };
  for (let at = now - 15 * 24 * HOUR_MS; at < clock.now(); at += 10 * MINUTE_MS) {
    const one = { at, count: 100_000 };
    for (const metric of ['CPUUtilization', 'MemoryUtilization'])
      account.scope.record({ ...one, namespace: 'AWS/ECS', metric, dimensions, value: 92, unit: 'Percent' });
    const requests = { namespace: 'AWS/ApplicationELB', metric: 'RequestCount', dimensions: balancer };
    account.scope.record({ ...one, ...requests, value: 1, unit: 'Count' });
  }
}
