import { every } from '../../../sandbox/clock/every.ts';
import { drawLatencies } from '../../../sandbox/data-plane/model/latencies.ts';
import { binomial } from '../../../sandbox/data-plane/model/sampling.ts';
import { PRICING_VERSIONS, type PricingVersionName } from '../../../sandbox/lambda/samples/pricing.ts';
import type { ProvisionedPricing } from '../../../sandbox/lambda/samples/provision-pricing.ts';
import { recordServerErrors } from '../../../sandbox/lambda/samples/server-error-metric.ts';
import type { Traffic } from '../../../sandbox/traffic/traffic.ts';
import { TrafficLog } from '../../../sandbox/traffic/traffic-log.ts';
import type { Installation } from '../../flows/installation.ts';

const TICK_MS = 5_000;

/** Users of an alias as counts: split by its shares, answered as each version behaves, measured as Lambda does. */
export function aliasUsers(
  { account, clock }: Installation,
  pricing: ProvisionedPricing,
  requestsPerSecond: number,
): Traffic {
  const log = new TrafficLog();
  const ended = new AbortController();
  let rate = requestsPerSecond;
  const tick = () => {
    let left = (rate * TICK_MS) / 1000;
    let share = 1;
    for (const [version, part] of Object.entries(
      account.lambda.shares(pricing.functionName, pricing.alias),
    )) {
      const count = binomial(left, Math.min(1, part / share), account.scope.random);
      left -= count;
      share -= part;
      if (count > 0) answer(version, count);
    }
  };
  const answer = (version: string, count: number) => {
    const { behaviour } = PRICING_VERSIONS[pricing.versions[version] as PricingVersionName];
    const { random } = account.scope;
    const at = clock.now();
    const errors = binomial(count, behaviour.errorShare, random);
    const durations = drawLatencies(count, behaviour.latencyMedianMs, behaviour.latencySigma, random).map(
      ({ seconds, count: alike }) => ({ milliseconds: seconds * 1000, count: alike }),
    );
    const dimensions = { FunctionName: pricing.functionName, ExecutedVersion: version };
    account.lambda.recordModelInvocations(pricing.functionName, pricing.alias, version, {
      at,
      count,
      errors: 0,
      durations,
    });
    recordServerErrors(account.scope, pricing.serverErrors, dimensions, { at, count, errors });
    log.record(at, version, 500, errors);
    log.record(at, version, 200, count - errors);
  };
  const running = every(clock, TICK_MS, tick, ended.signal);
  const stop = async () => {
    ended.abort();
    await running;
  };
  return { log, setRate: (perSecond) => (rate = perSecond), stop };
}
