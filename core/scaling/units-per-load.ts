import type { Point } from '../forecast/series.ts';
import type { Minute } from './reactive.ts';

/** Fewer periods than this prove no proportion. */
const LEAST_PERIODS = 3;

/**
 * How many units a unit of load needs at the target: the median over periods in which both were measured. Undefined where
 * they were not.
 */
export function unitsPerLoad(
  load: readonly Point[],
  used: readonly Minute[],
  target: number,
): number | undefined {
  const loadAt = new Map(load.map(({ at, value }) => [at, value]));
  const ratios = used
    .flatMap(({ at, value, units }) => {
      const carried = loadAt.get(at) ?? 0;
      return carried > 0 ? [(units * value) / target / carried] : [];
    })
    .sort((one, other) => one - other);
  return ratios.length < LEAST_PERIODS ? undefined : ratios[Math.floor(ratios.length / 2)];
}
