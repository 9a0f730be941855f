import type { Member } from '../member.ts';
import { at, flat, meanOf, medianOf } from '../values.ts';

/** What is goes on. */
export const lastValue: Member = {
  name: 'last-value',
  forecast: (history, horizon) => flat(horizon, at(history, history.length - 1)),
};

export const dayMean: Member = {
  name: 'day-mean',
  forecast: (history, horizon, { day }) =>
    flat(horizon, meanOf(history, Math.max(0, history.length - day), history.length)),
};

/** The median of the last values: what minimises the absolute error where a level has spikes. */
function tailMedian(name: string, days: number): Member {
  return {
    name,
    forecast(history, horizon, { day }) {
      const points = Math.max(1, Math.round(days * day));
      return flat(horizon, medianOf(history.subarray(Math.max(0, history.length - points))));
    },
  };
}

export const tailMedians: readonly Member[] = [
  tailMedian('median-1h', 1 / 24),
  tailMedian('median-3h', 1 / 8),
  tailMedian('median-12h', 1 / 2),
  tailMedian('median-day', 1),
  tailMedian('median-week', 7),
];
