import type { Member } from '../member.ts';
import { at, meanOf } from '../values.ts';

/** The same time of the day before. */
export const seasonalNaive: Member = {
  name: 'seasonal-naive',
  forecast(history, horizon, { day }) {
    const { length } = history;
    if (length < day) return undefined;
    return Float64Array.from({ length: horizon }, (_, step) => at(history, length - day + (step % day)));
  },
};

/** The same time of the week before, moved by what the last day differs from that day a week ago. */
export const weeklyNaive: Member = {
  name: 'weekly-naive',
  forecast(history, horizon, { day, week }) {
    const { length } = history;
    if (length < week + day) return undefined;
    const shift = meanOf(history, length - day, length) - meanOf(history, length - week - day, length - week);
    return Float64Array.from(
      { length: horizon },
      (_, step) => at(history, length - week + (step % week)) + shift,
    );
  },
};
