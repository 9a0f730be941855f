import { type Installation, install } from '../../test/flows/installation.ts';
import { type StorefrontService, storefront } from '../../test/flows/storefront.ts';
import { HOUR_MS, houseOf } from './performance.fixture.ts';

const HISTORY_HOURS = 15 * 24;
/** So many observations that those of the sample's own tasks do not count. */
const OBSERVATIONS = 100_000;

/** A pair of ECS services with two weeks of history, and users. */
export async function pairHouse({
  size = { cpu: '1024', memory: '2048' },
  used = { cpu: 20, memory: 25 },
  requestsPerSecond = 5,
}: {
  readonly size?: { readonly cpu: string; readonly memory: string };
  /** Percent. */
  readonly used?: { readonly cpu: number; readonly memory: number };
  readonly requestsPerSecond?: number;
} = {}) {
  const installation = await install({}, { metricDays: 36, from: Date.UTC(2026, 2, 11, 9) });
  const shop = await storefront(installation, {
    name: 'prices',
    requestsPerSecond,
    size,
    registration: { criteria: { responseTime: '<500ms' } },
  });
  history(installation, shop, used);
  return { ...houseOf(installation, shop), shop };
}

function history(
  { account, clock }: Installation,
  { pair }: StorefrontService,
  used: { readonly cpu: number; readonly memory: number },
): void {
  const now = Math.floor(clock.now() / HOUR_MS) * HOUR_MS;
  const { serviceName, targetGroupArn } = pair.sides.blue;
  const tasks = { ClusterName: pair.cluster.split('/').at(-1) ?? '', ServiceName: serviceName };
  const balancer = {
    TargetGroup: targetGroupArn.slice(targetGroupArn.indexOf(':targetgroup/') + 1),
    LoadBalancer: /:listener\/(app\/[^/]+\/[^/]+)/.exec(pair.listenerArn)?.[1] ?? '',
  };
  const hours = Array.from({ length: HISTORY_HOURS }, (_, index) => now - (index + 2) * HOUR_MS);
  const lately = Array.from({ length: 24 }, (_, index) => now + HOUR_MS - index * (HOUR_MS / 12));
  for (const at of [...hours, ...lately]) {
    const one = { at, count: OBSERVATIONS };
    const cpu = { namespace: 'AWS/ECS', dimensions: tasks, unit: 'Percent' };
    account.scope.record({ ...one, ...cpu, metric: 'CPUUtilization', value: used.cpu });
    account.scope.record({ ...one, ...cpu, metric: 'MemoryUtilization', value: used.memory });
    const requests = { namespace: 'AWS/ApplicationELB', dimensions: balancer };
    account.scope.record({ ...one, ...requests, metric: 'RequestCount', value: 1, unit: 'Count' });
    account.scope.record({
      ...one,
      ...requests,
      metric: 'TargetResponseTime',
      value: 0.05,
      unit: 'Seconds',
    });
  }
}
