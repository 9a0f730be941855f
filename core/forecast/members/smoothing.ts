import type { Member } from '../member.ts';
import { at, flat, meanOf } from '../values.ts';

/** Fits look at so many last values at most. */
const MOST_POINTS = 2016;
const LEVEL_RATES = [0.02, 0.05, 0.1, 0.2, 0.4, 0.7];
const TREND_LEVEL_RATES = [0.1, 0.3, 0.6];
const TREND_RATES = [0.01, 0.05, 0.2];
const DAMPINGS = [0.9, 0.98];
const SEASONAL_LEVEL_RATES = [0.02, 0.1, 0.3, 0.6];
const SEASON_RATES = [0.05, 0.15, 0.4];
const SEASONAL_DAYS = 14;

/** Something fitted, by the sum of its absolute errors one step ahead. */
interface Fitted<State> {
  readonly error: number;
  readonly state: State;
}

function best<State>(candidates: Iterable<Fitted<State>>): State | undefined {
  let found: Fitted<State> | undefined;
  for (const candidate of candidates) if (!found || candidate.error < found.error) found = candidate;
  return found?.state;
}

/** Simple exponential smoothing, ETS(A,N,N); its rate is the one of a grid with the least error a step ahead. */
export const exponentialSmoothing: Member = {
  name: 'ets',
  forecast(history, horizon) {
    const recent = history.subarray(Math.max(0, history.length - MOST_POINTS));
    const level = best(LEVEL_RATES.map((rate) => smoothed(recent, rate)));
    return level === undefined ? undefined : flat(horizon, level);
  },
};

function smoothed(values: Float64Array, rate: number): Fitted<number> {
  let level = at(values, 0);
  let error = 0;
  for (let index = 1; index < values.length; index++) {
    const residual = at(values, index) - level;
    error += Math.abs(residual);
    level += rate * residual;
  }
  return { error, state: level };
}

interface Trend {
  readonly level: number;
  readonly slope: number;
  readonly damping: number;
}

/** Holt's method with a damped trend, ETS(A,Ad,N); rates and damping from a grid. */
export function dampedTrend(history: Float64Array, horizon: number): Float64Array {
  const recent = history.subarray(Math.max(0, history.length - MOST_POINTS));
  const fits = TREND_LEVEL_RATES.flatMap((rate) =>
    TREND_RATES.flatMap((slopeRate) => DAMPINGS.map((damping) => trended(recent, rate, slopeRate, damping))),
  );
  let { level, slope, damping } = best(fits) ?? { level: Number.NaN, slope: 0, damping: 0 };
  return Float64Array.from({ length: horizon }, () => {
    slope *= damping;
    level += slope;
    return level;
  });
}

function trended(values: Float64Array, rate: number, slopeRate: number, damping: number): Fitted<Trend> {
  let level = at(values, 0);
  let slope = 0;
  let error = 0;
  for (let index = 1; index < values.length; index++) {
    const expected = level + damping * slope;
    const residual = at(values, index) - expected;
    error += Math.abs(residual);
    const next = expected + rate * residual;
    slope = slopeRate * (next - level) + (1 - slopeRate) * damping * slope;
    level = next;
  }
  return { error, state: { level, slope, damping } };
}

/** Additive Holt-Winters without a trend, ETS(A,N,A), with the season of a day. */
export const holtWinters: Member = {
  name: 'holt-winters',
  forecast(history, horizon, { day }) {
    if (history.length < 3 * day) return undefined;
    const recent = history.subarray(Math.max(0, history.length - SEASONAL_DAYS * day));
    const fits = SEASONAL_LEVEL_RATES.flatMap((rate) =>
      SEASON_RATES.map((seasonRate) => seasonal(recent, day, rate, seasonRate)),
    );
    const fitted = best(fits);
    if (!fitted) return undefined;
    const { level, season } = fitted;
    return Float64Array.from(
      { length: horizon },
      (_, step) => level + at(season, (recent.length + step) % day),
    );
  },
};

function seasonal(
  values: Float64Array,
  day: number,
  rate: number,
  seasonRate: number,
): Fitted<{ readonly level: number; readonly season: Float64Array }> {
  let level = meanOf(values, 0, day);
  const first = level;
  const season = values.slice(0, day).map((value) => value - first);
  let error = 0;
  for (let index = day; index < values.length; index++) {
    const place = index % day;
    const residual = at(values, index) - level - at(season, place);
    if (index >= 2 * day) error += Math.abs(residual);
    level += rate * residual;
    season[place] = at(season, place) + seasonRate * (1 - rate) * residual;
  }
  return { error, state: { level, season } };
}
