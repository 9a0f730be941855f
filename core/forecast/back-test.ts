import type { Band } from './horizon-bands.ts';
import type { Member } from './member.ts';
import type { Seasons } from './seasons.ts';
import { at } from './values.ts';

/** What members would have said at one moment of the past. */
export interface Trial {
  /** How many values were known. */
  readonly cut: number;
  /** By member; undefined where it was not tried or the history was too short for it. */
  readonly forecasts: readonly (Float64Array | undefined)[];
}

export interface Past {
  /** NaN where nothing was measured: not scored. */
  readonly measured: Float64Array;
  /** The same without gaps: what members see. */
  readonly filled: Float64Array;
  readonly seasons: Seasons;
}

const TRIALS = 36;
const TRIAL_DAYS = 6;
/** The least share of the series that a member sees, and the least number of values. */
const LEAST = { share: 0.3, points: 4 };

/**
 * Lets every member forecast from moments of the past, which are spread evenly over the last days. They begin once two
 * days are known, where the series is that long; none for a series of a few values.
 */
export function backTest(past: Past, members: readonly Member[], horizon: number): Trial[] {
  const cuts = cutsOf(past, horizon);
  const tried = members.map(({ trials = cuts.length }) => spread(cuts.length, trials));
  return cuts.map((cut, index) => {
    const history = past.filled.subarray(0, cut);
    const forecasts = members.map(({ forecast }, member) =>
      tried[member]?.has(index) ? forecast(history, horizon, past.seasons) : undefined,
    );
    return { cut, forecasts };
  });
}

function cutsOf({ filled: { length }, seasons: { day } }: Past, horizon: number): number[] {
  const last = length - Math.max(1, Math.min(Math.round(day / 12), horizon));
  const least = Math.max(
    LEAST.points,
    Math.floor(LEAST.share * length),
    length - Math.max(TRIAL_DAYS * day, 3 * horizon),
  );
  // Two days and a little are what profiles of the day need; a series that has no more is tried on what it has.
  const first = last - 2.2 * day > day / 4 ? Math.max(least, Math.round(2.2 * day)) : least;
  if (last <= first) return last >= LEAST.points ? [last] : [];
  const count = Math.min(TRIALS, last - first + 1);
  return Array.from({ length: count }, (_, index) =>
    Math.round(first + ((last - first) * index) / Math.max(1, count - 1)),
  );
}

/** So many of the indices, evenly, before the last one, whose trial is a short one. */
function spread(count: number, wanted: number): Set<number> {
  if (wanted >= count) return new Set(Array.from({ length: count }, (_, index) => index));
  return new Set(Array.from({ length: wanted }, (_, index) => Math.floor(((index + 0.5) * count) / wanted)));
}

/** What was measured at a step after a cut; NaN where nothing was, or not yet. */
export function actualAt(past: Past, { cut }: Trial, step: number): number {
  return at(past.measured, cut + step);
}

/** A member's absolute errors in the steps of a band. */
export interface BandError {
  readonly sum: number;
  readonly count: number;
}

/** The absolute errors of a forecast within a band. */
export function bandError(past: Past, trial: Trial, forecast: Float64Array, { from, to }: Band): BandError {
  let sum = 0;
  let count = 0;
  for (let step = from; step < to; step++) {
    const error = Math.abs(actualAt(past, trial, step) - at(forecast, step));
    if (Number.isNaN(error)) continue;
    sum += error;
    count += 1;
  }
  return { sum, count };
}
