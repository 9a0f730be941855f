import type { PricingOptions } from '../../sandbox/lambda/samples/provision-pricing.ts';
import { type Installation, install } from '../../test/flows/installation.ts';
import { pricing } from '../../test/flows/pricing.ts';
import { ENVIRONMENT, type Registration, type Service } from '../../test/flows/service.ts';
import { readPerformance, savePerformance } from './store.ts';

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Metrics of as many days, for four weeks of baseline beside the window. */
const METRIC_DAYS = 36;
const HISTORY_DAYS = 30;

/** What a function was measured at in an hour. */
export interface Hour {
  readonly requests?: number;
  readonly milliseconds?: number;
  readonly concurrency?: number;
  readonly throttles?: number;
  readonly errors?: number;
}

export interface FunctionHouse {
  readonly made?: Partial<PricingOptions>;
  readonly registration?: Registration;
  /** What was measured; `ago` is hours. */
  readonly hour?: (ago: number) => Hour;
  readonly requestsPerSecond?: number;
}

/** A function with four weeks of history, two of them with REPORT lines, and users. */
export async function functionHouse({ made, registration, hour, requestsPerSecond = 2 }: FunctionHouse = {}) {
  const installation = await install({}, { metricDays: METRIC_DAYS, from: Date.UTC(2026, 2, 11, 9) });
  const service = await pricing(installation, {
    name: 'prices',
    requestsPerSecond,
    made: { memory: 1024, usedMegabytes: 200, versions: ['good', 'good'], ...made },
    registration: { criteria: { responseTime: '<500ms' }, ...registration } as Registration,
  });
  history(installation, hour);
  reports(installation, { memory: made?.memory ?? 1024, used: made?.usedMegabytes ?? 200 });
  return houseOf(installation, service);
}

export function houseOf(installation: Installation, service: Service) {
  const { developer, clock, context, account } = installation;
  const named = { environment: ENVIRONMENT, service: service.name };
  return {
    installation,
    account,
    clock,
    service,
    optimize: (input: object = {}, idempotencyKey?: string) =>
      developer.optimize_performance({ ...named, timeWindow: '24h', ...input } as never, {
        ...(idempotencyKey && { idempotencyKey }),
      }),
    list: () => developer.list_optimizations(named),
    kept: () => readPerformance(context, named),
    /** As if what was applied had been so many days ago. */
    async appliedEarlier(days: number): Promise<void> {
      const record = await readPerformance(context, named);
      const optimizations = record.optimizations.map((one) =>
        one.state.name === 'DEPLOYING' || one.state.name === 'APPLIED'
          ? { ...one, state: { ...one.state, name: 'APPLIED' as const, at: before(clock.now(), days) } }
          : one,
      );
      await savePerformance(context, record, optimizations, { words: 'Earlier.' });
    },
    minutes: (count: number) => clock.advanceBy(count * 60_000),
    close: () => installation.close(),
  };
}

const before = (now: number, days: number) => new Date(now - days * DAY_MS).toISOString();

export type PerformanceHouse = ReturnType<typeof houseOf>;

const ORDINARY = { requests: 40_000, milliseconds: 120, concurrency: 4, throttles: 0, errors: 0 };

/** Four weeks of a function, hour by hour. */
export function history(
  installation: Installation,
  hour: (ago: number) => Hour = () => ({}),
  name = 'prices',
): void {
  const { account, clock } = installation;
  const now = Math.floor(clock.now() / HOUR_MS) * HOUR_MS;
  for (let ago = HISTORY_DAYS * 24; ago >= 1; ago--)
    recordHour(account, now - ago * HOUR_MS, { ...ORDINARY, ...hour(ago) }, name);
}

/** One hour of the function behind its alias, and of its own metric. */
export function recordHour(
  { scope }: Installation['account'],
  at: number,
  hour: Required<Hour>,
  name: string,
): void {
  const dimensions = { FunctionName: name, Resource: `${name}:live` };
  const record = (metric: string, value: number, count: number, unit = 'Count') =>
    count > 0 && scope.record({ namespace: 'AWS/Lambda', metric, dimensions, at, value, count, unit });
  record('Invocations', 1, hour.requests);
  record('Errors', 0, hour.requests);
  record('Throttles', 1, hour.throttles);
  record('Throttles', 0, hour.requests);
  record('Duration', hour.milliseconds, hour.requests, 'Milliseconds');
  record('ConcurrentExecutions', hour.concurrency, 1);
  const own = { FunctionName: name, ExecutedVersion: '1' };
  const errors = { namespace: name, metric: 'ServerErrors', dimensions: own, at, unit: 'Count' };
  if (hour.errors > 0) scope.record({ ...errors, value: 1, count: hour.errors });
  scope.record({ ...errors, value: 0, count: Math.max(1, hour.requests - hour.errors) });
}

/** Lines of two weeks, a hundred a day. */
export function reports(
  { account, clock }: Installation,
  {
    memory,
    used,
    milliseconds = 120,
    name = 'prices',
  }: { memory: number; used: number; milliseconds?: number; name?: string },
): void {
  const now = clock.now();
  const lines = Array.from({ length: 1400 }, (_, index) => ({
    timestamp: now - 14 * DAY_MS + 60_000 + index * (DAY_MS / 100),
    message: `REPORT RequestId: r${index}\tDuration: ${milliseconds}.00 ms\tBilled Duration: ${milliseconds} ms\tMemory Size: ${memory} MB\tMax Memory Used: ${used} MB${index % 200 === 0 ? '\tInit Duration: 400.00 ms' : ''}\t`,
  }));
  for (const { message, timestamp } of lines)
    account.logs.write(`/aws/lambda/${name}`, '2026/03/01/[1]earlier', message, timestamp);
}
