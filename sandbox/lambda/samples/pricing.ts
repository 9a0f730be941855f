import type { Clock } from '../../../functions/clock.ts';
import type { Behaviour } from '../../samples/behaviour.ts';
import type { AccountScope } from '../../service.ts';
import { ProcessExit } from '../function-error.ts';
import type { FunctionCode } from '../function-record.ts';
import { type ServerErrorMetric, serverErrorLine } from './server-error-metric.ts';

/** One version of the sample function. `failure` is how a request of the error share fails. */
export interface PricingVersion {
  readonly behaviour: Behaviour;
  readonly failure: 'answers-500' | 'throws';
  /** Whether it computes: with half of the memory, and so of the processor, it takes twice as long. */
  readonly computes?: boolean;
}

/** The memory with which a version that computes takes its median. */
const COMPUTES_WITH_MB = 1024;

const good: Behaviour = {
  startSeconds: 0.4,
  healthy: true,
  crash: 'never',
  errorShare: 0,
  latencyMedianMs: 12,
  latencySigma: 0.3,
};

/** The versions of the sample function by name. */
export const PRICING_VERSIONS = {
  good: { behaviour: good, failure: 'answers-500' },
  slow: { behaviour: { ...good, latencyMedianMs: 36 }, failure: 'answers-500' },
  failing: { behaviour: { ...good, errorShare: 0.2 }, failure: 'answers-500' },
  throwing: { behaviour: { ...good, errorShare: 0.2 }, failure: 'throws' },
  computing: { behaviour: good, failure: 'answers-500', computes: true },
  'crash-at-start': { behaviour: { ...good, crash: 'at-start' }, failure: 'answers-500' },
} as const satisfies Readonly<Record<string, PricingVersion>>;

export type PricingVersionName = keyof typeof PRICING_VERSIONS;

export interface PricingSetting {
  readonly scope: AccountScope;
  /** The clock on which a request takes its time. */
  readonly clock: Clock;
  readonly serverErrors: ServerErrorMetric;
  /** Megabytes that an invocation uses; not told when missing. */
  readonly usedMegabytes?: number;
}

/** The code of a version: answers prices over HTTP, and counts its own server errors per version. */
export function pricingCode(
  { scope, clock, serverErrors, usedMegabytes }: PricingSetting,
  version: PricingVersion,
): FunctionCode {
  const { behaviour, failure } = version;
  let requests = 0;
  return {
    startSeconds: behaviour.startSeconds,
    ...(usedMegabytes !== undefined && { usedMegabytes }),
    init: async () => {
      if (behaviour.crash === 'at-start') throw new ProcessExit('The process ended while it started.');
    },
    async handler(event, context) {
      requests += 1;
      if (typeof behaviour.crash === 'object' && requests % behaviour.crash.afterRequests === 0)
        throw new ProcessExit('The process ended while it answered.');
      const slower = version.computes ? COMPUTES_WITH_MB / Number(context.memoryLimitInMB) : 1;
      await clock.sleep(latencyOf(behaviour, () => scope.random()) * slower);
      const fails = scope.random() < behaviour.errorShare;
      if (fails && failure === 'throws') throw new Error('The price list is gone.');
      const statusCode = statusOf(event, behaviour, fails);
      const dimensions = { FunctionName: context.functionName, ExecutedVersion: context.functionVersion };
      context.log(serverErrorLine(serverErrors, dimensions, statusCode, scope.clock.now()));
      return httpAnswer(statusCode, context.functionVersion);
    },
  };
}

function statusOf(event: unknown, behaviour: Behaviour, fails: boolean): number {
  const { rawPath } = (event ?? {}) as { readonly rawPath?: string };
  if (rawPath === '/health') return behaviour.healthy ? 200 : 503;
  return fails ? 500 : 200;
}

function httpAnswer(statusCode: number, version: string): object {
  const body = statusCode === 200 ? { price: 42, version } : { message: 'The price is not known.' };
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** A lognormal latency in milliseconds, by the method of Box and Muller (1958). */
function latencyOf({ latencyMedianMs, latencySigma }: Behaviour, random: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return latencyMedianMs * Math.exp(latencySigma * radius * Math.cos(2 * Math.PI * random()));
}
