import type { Member } from '../member.ts';
import { at, medianOf, smoothCycle } from '../values.ts';

/** How much less a day counts than the one after it. */
const DECAY = 0.8;
const MOST_DAYS = 14;
const RESIDUAL_DAYS = 7;
const MEDIAN_DAYS = 7;

/** A profile of the day in which older days count less, and a residual that dies away as an AR(1) does. */
export const decayedProfile: Member = {
  name: 'decayed-profile',
  forecast(history, horizon, { day }) {
    if (history.length < 2 * day) return undefined;
    const profile = smoothCycle(decayedMean(history, day), Math.round(day / 96));
    const persistence = persistenceOf(history, profile);
    let residual = at(history, history.length - 1) - at(profile, day - 1);
    return Float64Array.from({ length: horizon }, (_, step) => {
      residual *= persistence;
      return at(profile, step % day) + residual;
    });
  },
};

/** The median, over a week, of the values near a time of day. */
export const medianProfile: Member = {
  name: 'median-profile',
  forecast(history, horizon, { day }) {
    if (history.length < 2 * day) return undefined;
    const profile = medianOfDays(history, day, Math.round(day / 144));
    return Float64Array.from({ length: horizon }, (_, step) => at(profile, step % day));
  },
};

function decayedMean(history: Float64Array, day: number): Float64Array {
  const profile = new Float64Array(day);
  const days = Math.min(MOST_DAYS, Math.floor(history.length / day));
  let total = 0;
  for (let age = 0; age < days; age++) {
    const weight = DECAY ** age;
    total += weight;
    const first = history.length - (age + 1) * day;
    for (let step = 0; step < day; step++)
      profile[step] = at(profile, step) + weight * at(history, first + step);
  }
  return profile.map((sum) => sum / total);
}

/** The coefficient of an AR(1) of what the profile leaves, over the last week; from 0 to almost 1. */
function persistenceOf(history: Float64Array, profile: Float64Array): number {
  const { length } = history;
  const day = profile.length;
  const points = Math.min(length, RESIDUAL_DAYS * day);
  let products = 0;
  let squares = 0;
  let before = 0;
  for (let index = length - points; index < length; index++) {
    const residual = at(history, index) - at(profile, (((index - length) % day) + day) % day);
    products += residual * before;
    squares += before * before;
    before = residual;
  }
  return squares > 0 ? Math.min(0.999, Math.max(0, products / squares)) : 0;
}

function medianOfDays(history: Float64Array, day: number, reach: number): Float64Array {
  const { length } = history;
  const days = Math.min(MEDIAN_DAYS, Math.floor(length / day));
  const near = new Float64Array(days * (2 * reach + 1));
  return Float64Array.from({ length: day }, (_, step) => {
    let count = 0;
    for (let age = 1; age <= days; age++)
      for (let offset = -reach; offset <= reach; offset++) {
        const index = length - age * day + step + offset;
        if (index >= 0 && index < length) near[count++] = at(history, index);
      }
    return medianOf(near.subarray(0, count));
  });
}
