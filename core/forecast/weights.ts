import { type BandError, bandError, type Past, type Trial } from './back-test.ts';
import type { Band } from './horizon-bands.ts';

/** How sharply a larger error lowers a weight. */
const SHARPNESS = 4;

/**
 * What each member counts for in a band: the inverse of its error in the back-tests to the fourth power, the best one
 * 1. A member that was tried less often than the first one is judged by what the two did in the same trials. Where
 * nothing was scored, all count alike.
 */
export function bandWeights(past: Past, trials: readonly Trial[], band: Band): Float64Array {
  const members = trials[0]?.forecasts.length ?? 0;
  const errors = trials.map((trial) =>
    trial.forecasts.map((forecast) => forecast && bandError(past, trial, forecast, band)),
  );
  const costs = Array.from({ length: members }, (_, member) => costOf(errors, member));
  const known = costs.filter((cost) => cost !== undefined);
  const least = Math.min(...known);
  if (known.length === 0) return new Float64Array(members).fill(1);
  return Float64Array.from(costs, (cost) => {
    if (cost === undefined) return 0;
    return cost === least ? 1 : (least / cost) ** SHARPNESS;
  });
}

/** A member's error a value, as if it had been in every trial of the first member; undefined when in none. */
function costOf(errors: readonly (readonly (BandError | undefined)[])[], member: number): number | undefined {
  let own = 0;
  let first = 0;
  let firstOverall = 0;
  let count = 0;
  for (const row of errors) {
    const mine = row[member];
    const theirs = row[0]?.sum ?? 0;
    firstOverall += theirs;
    if (!mine || mine.count === 0) continue;
    own += mine.sum;
    first += theirs;
    count += mine.count;
  }
  if (count === 0) return undefined;
  return first > 0 ? (own * firstOverall) / first : own;
}
