import { FARGATE, LAMBDA } from '../costs/prices/serverless.ts';
import type { Facts, MemoryReport, Setting } from './facts.ts';
import { largest, mean, meanByRequests, type Period, total } from './period.ts';

export const METRICS = [
  'cpu',
  'memory',
  'latency',
  'throughput',
  'errors',
  'throttles',
  'cold-starts',
  'cost',
] as const;
export type Metric = (typeof METRICS)[number];

/** What a metric is told in, and which way is worse. */
export const METRIC_FORM: Readonly<
  Record<Metric, { readonly unit: string; readonly worse: 'higher' | 'lower' | 'neither' }>
> = {
  cpu: { unit: 'percent', worse: 'higher' },
  memory: { unit: 'percent', worse: 'higher' },
  latency: { unit: 'ms, p95', worse: 'higher' },
  throughput: { unit: 'requests a minute', worse: 'lower' },
  errors: { unit: 'share', worse: 'higher' },
  throttles: { unit: 'share', worse: 'higher' },
  'cold-starts': { unit: 'share', worse: 'higher' },
  cost: { unit: 'dollars a million requests', worse: 'higher' },
};

/** Values by metric; what was not measured is missing. */
export type Measures = Readonly<Partial<Record<Metric, number>>>;

/**
 * What a stretch of time says; prices are those of the setting as it is now.
 * @param seconds how long it is, whether anything was measured in all of it or not
 */
export function measuresOf(periods: readonly Period[], setting: Setting, seconds: number): Measures {
  const requests = total(periods, 'requests');
  const share = (bad: number | undefined, of = requests) =>
    bad === undefined || of === undefined || of === 0 ? undefined : bad / of;
  const throttles = total(periods, 'throttles');
  return present({
    cpu: mean(periods, 'cpuPercent'),
    memory: largest(periods, 'memoryMaxPercent'),
    latency: meanByRequests(periods, 'p95Ms'),
    throughput: requests === undefined ? undefined : (requests * 60) / seconds,
    errors: share(total(periods, 'errors')),
    throttles: throttles === undefined ? undefined : share(throttles, (requests ?? 0) + throttles),
    cost: costPerMillion(periods, setting, seconds),
  });
}

/** What REPORT lines add of a function: how much of its memory is used, and how often it starts cold. */
export function reportMeasures({ reports, setting }: Pick<Facts, 'reports' | 'setting'>): Measures {
  if (!reports || setting.type !== 'function') return {};
  const ours = reports.find(({ memoryMb }) => memoryMb === setting.memoryMb);
  if (!ours || ours.invocations === 0) return {};
  return {
    memory: (ours.usedMaxMb / setting.memoryMb) * 100,
    'cold-starts': ours.coldStarts / ours.invocations,
  };
}

/** Dollars of Lambda for one invocation that takes so long. */
export function invocationCost(
  { memoryMb, architecture }: Pick<Extract<Setting, { type: 'function' }>, 'memoryMb' | 'architecture'>,
  { meanMs }: Pick<MemoryReport, 'meanMs'>,
): number {
  return (
    (meanMs / 1000) * (memoryMb / 1024) * LAMBDA[architecture].gbSecond + LAMBDA.millionRequests / 1_000_000
  );
}

/** Dollars of a task for an hour. */
export function taskHour({ cpu, memoryMb, architecture }: Extract<Setting, { type: 'tasks' }>): number {
  return (cpu / 1024) * FARGATE[architecture].cpu + (memoryMb / 1024) * FARGATE[architecture].gib;
}

function costPerMillion(periods: readonly Period[], setting: Setting, seconds: number): number | undefined {
  const requests = total(periods, 'requests') ?? 0;
  if (requests === 0) return undefined;
  if (setting.type === 'function') {
    const meanMs = meanByRequests(periods, 'meanMs');
    return meanMs === undefined ? undefined : invocationCost(setting, { meanMs }) * 1_000_000;
  }
  return ((taskHour(setting) * setting.count * (seconds / 3600)) / requests) * 1_000_000;
}

function present(measures: Readonly<Record<string, number | undefined>>): Measures {
  return Object.fromEntries(Object.entries(measures).filter(([, value]) => value !== undefined));
}
