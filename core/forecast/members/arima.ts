import type { Member } from '../member.ts';
import { at, meanOf } from '../values.ts';
import { leastSquares } from './least-squares.ts';

/** Fits look at so many last values at most. */
const MOST_POINTS = 4032;
const LEAST_POINTS = 40;
const ORDERS = [
  { ar: 1, ma: 1 },
  { ar: 2, ma: 1 },
  { ar: 2, ma: 2 },
];
/** Coefficients beyond this are not stationary or not invertible. */
const BOUND = 0.995;
const STEPS = 12;

interface Order {
  readonly ar: number;
  readonly ma: number;
}

interface Fit {
  readonly coefficients: readonly number[];
  readonly residuals: Float64Array;
  /** Sum of squares of the residuals. */
  readonly error: number;
}

/**
 * ARIMA(p, d, q), fitted by the conditional sum of squares: long-autoregression start (Hannan and Rissanen, 1982), then
 * Gauss-Newton steps (Box and Jenkins, 1976). d is 1 where the differences vary less than the values, p and q are
 * chosen by the Akaike criterion. It knows no season.
 */
export const arima: Member = {
  name: 'arima',
  trials: 12,
  forecast(history, horizon) {
    if (history.length < LEAST_POINTS) return undefined;
    const recent = history.subarray(Math.max(0, history.length - MOST_POINTS));
    const differences = recent.subarray(1).map((value, index) => value - at(recent, index));
    const integrated = spreadOf(differences) < spreadOf(recent);
    const values = integrated ? differences : recent;
    const mean = integrated ? 0 : meanOf(values);
    const ahead = continued(
      values.map((value) => value - mean),
      horizon,
    );
    if (!integrated) return ahead.map((value) => value + mean);
    let level = at(recent, recent.length - 1);
    return ahead.map((difference) => {
      level += difference;
      return level;
    });
  },
};

function spreadOf(values: Float64Array): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

/** The next values of a series of mean 0. */
function continued(values: Float64Array, horizon: number): Float64Array {
  let best: { fit: Fit; order: Order; score: number } | undefined;
  for (const order of ORDERS) {
    const fit = fitted(values, order);
    const score = values.length * Math.log(fit.error / values.length + 1e-300) + 2 * (order.ar + order.ma);
    if (!best || score < best.score) best = { fit, order, score };
  }
  return best ? goOn(values, best.fit, best.order, horizon) : new Float64Array(horizon);
}

function fitted(values: Float64Array, order: Order): Fit {
  let fit = evaluated(values, order, firstGuess(values, order));
  const zero = evaluated(values, order, new Array<number>(order.ar + order.ma).fill(0));
  if (!(fit.error < zero.error)) fit = zero;
  for (let step = 0; step < STEPS; step++) {
    const next = improved(values, order, fit);
    if (!next || next.error > fit.error * (1 - 1e-6)) return fit;
    fit = next;
  }
  return fit;
}

/** Regresses on lags and on the residuals of a longer autoregression. */
function firstGuess(values: Float64Array, { ar, ma }: Order): readonly number[] {
  const long = 10;
  const lagged = (index: number, count: number) =>
    Array.from({ length: count }, (_, lag) => at(values, index - lag - 1));
  const coefficients = leastSquares(
    values.length,
    long,
    (index) => lagged(index, long),
    (index) => at(values, index),
  );
  const residuals = values.map((value, index) =>
    index < long ? 0 : value - dot(coefficients, lagged(index, long)),
  );
  const row = (index: number) => [
    ...lagged(index, ar),
    ...Array.from({ length: ma }, (_, lag) => at(residuals, index - lag - 1)),
  ];
  return leastSquares(values.length, long + ma, row, (index) => at(values, index));
}

function improved(values: Float64Array, order: Order, fit: Fit): Fit | undefined {
  const { coefficients, residuals } = fit;
  const small = 1e-4;
  const slopes = coefficients.map((_, index) => {
    const moved = coefficients.map((value, other) => (other === index ? value + small : value));
    return evaluated(values, order, moved).residuals.map(
      (value, at_) => (value - at(residuals, at_)) / small,
    );
  });
  const step = leastSquares(
    values.length,
    3,
    (index) => slopes.map((slope) => at(slope, index)),
    (index) => -at(residuals, index),
  );
  for (const share of [1, 0.5, 0.25]) {
    const next = evaluated(
      values,
      order,
      coefficients.map((value, index) => value + share * (step[index] ?? 0)),
    );
    if (next.error < fit.error) return next;
  }
  return undefined;
}

/** Residuals one step ahead, what came before the series taken as 0. */
function evaluated(values: Float64Array, { ar, ma }: Order, coefficients: readonly number[]): Fit {
  const residuals = new Float64Array(values.length);
  if (!stationary(coefficients.slice(0, ar)) || !stationary(coefficients.slice(ar).map((value) => -value)))
    return { coefficients, residuals, error: Number.POSITIVE_INFINITY };
  let error = 0;
  for (let index = Math.max(ar, ma); index < values.length; index++) {
    let expected = 0;
    for (let lag = 0; lag < ar; lag++) expected += (coefficients[lag] ?? 0) * at(values, index - lag - 1);
    for (let lag = 0; lag < ma; lag++)
      expected += (coefficients[ar + lag] ?? 0) * at(residuals, index - lag - 1);
    const residual = at(values, index) - expected;
    residuals[index] = residual;
    error += residual * residual;
  }
  return { coefficients, residuals, error };
}

/** Of one or two coefficients; the triangle of an AR(2). */
function stationary([first = 0, second = 0]: readonly number[]): boolean {
  return Math.abs(second) < BOUND && second + first < BOUND && second - first < BOUND;
}

function goOn(values: Float64Array, { coefficients, residuals }: Fit, { ar, ma }: Order, horizon: number) {
  const { length } = values;
  const all = new Float64Array(length + horizon);
  all.set(values);
  for (let index = length; index < length + horizon; index++) {
    let next = 0;
    for (let lag = 0; lag < ar; lag++) next += (coefficients[lag] ?? 0) * at(all, index - lag - 1);
    for (let lag = index - length; lag < ma; lag++)
      next += (coefficients[ar + lag] ?? 0) * at(residuals, index - lag - 1);
    all[index] = next;
  }
  return all.subarray(length);
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
