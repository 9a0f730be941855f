import { significantDigits } from '../significant-digits.ts';
import type { Evidence } from './evidence.ts';
import { groupBy, mean, quantile, surpriseOfRun } from './statistics.ts';

/** A measure of what a node is made of: CPU, memory, connections, queue, throttles. */
export interface ResourceSeries {
  readonly node: string;
  readonly name: string;
  /** Values of fault-free periods, in order of time. */
  readonly usual: readonly number[];
  /** Values since the onset, in periods of the same length. */
  readonly now: readonly number[];
}

/**
 * Resources that are used as never before. With many series on a node
 * one of them is high by chance, for which the logarithm of their number is taken off.
 */
export function resourceEvidence(series: readonly ResourceSeries[]): Evidence[] {
  return [...groupBy(series, ({ node }) => node).values()].flatMap((own) => {
    const [best] = own
      .map((one) => ({ one, nats: surpriseOfRun(one.usual, one.now) - Math.log(own.length) }))
      .sort((one, other) => other.nats - one.nats);
    if (best === undefined || !(best.nats > 0)) return [];
    const { node, name, now, usual } = best.one;
    const words = `${name} is ${significantDigits(mean(now), 3)}, usually ${significantDigits(quantile(usual, 0.5) ?? 0, 3)}`;
    return [{ kind: 'resource' as const, node, nats: best.nats, words }];
  });
}
