import type { Member } from '../member.ts';
import type { Seasons } from '../seasons.ts';
import { at, smoothCycle } from '../values.ts';
import { dampedTrend } from './smoothing.ts';

const PASSES = 2;
/** How much less a cycle counts than the one after it. */
const DECAY = 0.85;

/**
 * Takes the seasons of day and week out by turns, goes on with the rest by a damped trend, and puts them in again. The
 * idea is MSTL's (Bandara, Hyndman and Bergmeir, 2021), with weighted means in place of loess.
 */
export const decomposition: Member = {
  name: 'mstl',
  forecast(history, horizon, seasons) {
    const { length } = history;
    if (length < 3 * seasons.day) return undefined;
    const { rest, cycles } = decompose(history, seasons);
    return dampedTrend(rest, horizon).map((level, step) =>
      cycles.reduce((sum, cycle) => sum + at(cycle, (length + step) % cycle.length), level),
    );
  },
};

function decompose(history: Float64Array, { day, week }: Seasons) {
  const lengths = history.length >= 2 * week ? [day, week] : [day];
  const cycles: Float64Array[] = lengths.map((length) => new Float64Array(length));
  const rest = history.slice();
  for (let pass = 0; pass < PASSES; pass++)
    for (const [index, cycle] of cycles.entries()) {
      add(rest, cycle, 1);
      const found = cycleOf(rest, cycle.length, Math.round(day / 144));
      add(rest, found, -1);
      cycles[index] = found;
    }
  return { rest, cycles };
}

function add(values: Float64Array, cycle: Float64Array, sign: number): void {
  for (let index = 0; index < values.length; index++)
    values[index] = at(values, index) + sign * at(cycle, index % cycle.length);
}

/** The mean deviation from the trend at each place of a cycle; its own mean is 0. */
function cycleOf(values: Float64Array, length: number, reach: number): Float64Array {
  const trend = movingMean(values, length);
  const sums = new Float64Array(length);
  const weights = new Float64Array(length);
  for (let index = 0; index < values.length; index++) {
    const weight = DECAY ** Math.floor((values.length - 1 - index) / length);
    const place = index % length;
    sums[place] = at(sums, place) + weight * (at(values, index) - at(trend, index));
    weights[place] = at(weights, place) + weight;
  }
  const cycle = smoothCycle(
    sums.map((sum, place) => sum / at(weights, place)),
    reach,
  );
  const mean = cycle.reduce((sum, value) => sum + value, 0) / length;
  return cycle.map((value) => value - mean);
}

/** Means of so many values round each place; at the ends the first and the last so many, so that each holds a cycle. */
function movingMean(values: Float64Array, width: number): Float64Array {
  const { length } = values;
  const sums = new Float64Array(length + 1);
  for (let index = 0; index < length; index++) sums[index + 1] = at(sums, index) + at(values, index);
  const half = width >> 1;
  return values.map((_, index) => {
    const from = Math.min(Math.max(0, index - half), length - width);
    return (at(sums, from + width) - at(sums, from)) / width;
  });
}
