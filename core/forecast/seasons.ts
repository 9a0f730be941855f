import { at, medianOf } from './values.ts';

/** How many periods a day and a week have. */
export interface Seasons {
  readonly day: number;
  readonly week: number;
}

/** What a test of a candidate season found. */
export interface SeasonTest {
  readonly points: number;
  /**
   * Share of the error of a level that knowing the season takes away, on the last cycle: 1 repeats itself exactly, 0 or
   * less means that there is no such season. Undefined where the series has fewer than two cycles.
   */
  readonly strength?: number;
}

const DAY_SECONDS = 86_400;
const DAYS_OF_WEEK = 7;

/** The candidate seasons are fixed by the sampling period: 288 and 2016 of five minutes, 24 and 168 of an hour. */
export function seasonsOf(periodSeconds: number): Seasons {
  const day = Math.max(1, Math.round(DAY_SECONDS / periodSeconds));
  return { day, week: DAYS_OF_WEEK * day };
}

/** Tests each candidate on its last cycle against the median of the cycle before. */
export function testSeasons(history: Float64Array, { day, week }: Seasons): SeasonTest[] {
  return [day, week].map((points) => testSeason(history, points));
}

function testSeason(history: Float64Array, points: number): SeasonTest {
  const { length } = history;
  if (length < 2 * points) return { points };
  const level = medianOf(history.subarray(length - 2 * points, length - points));
  let seasonal = 0;
  let flat = 0;
  for (let index = length - points; index < length; index++) {
    seasonal += Math.abs(at(history, index) - at(history, index - points));
    flat += Math.abs(at(history, index) - level);
  }
  return { points, strength: flat === 0 ? 0 : 1 - seasonal / flat };
}
