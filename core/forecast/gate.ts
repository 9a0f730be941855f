import type { Past } from './back-test.ts';
import type { Ensemble, Tried } from './ensemble.ts';
import { at } from './values.ts';

/** Whether a series can be forecast better than by saying what was. */
export interface Gate {
  /**
   * POOR is better than the naive forecasts, which are worse still, and yet no base for scaling. All but FORECASTABLE
   * and POOR are answered with a naive forecast.
   */
  readonly verdict: 'FORECASTABLE' | 'POOR' | 'NO_BETTER_THAN_NAIVE' | 'CONSTANT' | 'TOO_SHORT';
  /** In words. */
  readonly reason: string;
  /** The ensemble's error in the back-tests by the seasonal naive's within the series; undefined where that is 0. */
  readonly mase?: number;
  /** The better of the naive forecasts in the same back-tests. */
  readonly naive: { readonly name: string; readonly mase?: number };
}

/** Fewer moments of the past than this prove nothing. */
const LEAST_TRIALS = 6;
const NAIVE = ['last-value', 'seasonal-naive'];

/** Compares with the naive forecasts; `answer` is what is to be answered: the ensemble, or the best naive forecast. */
export function gateOf(past: Past, ensemble: Ensemble): { readonly gate: Gate; readonly answer: Tried } {
  const scale = naiveScale(past);
  const { combined, trials } = ensemble;
  const best =
    ensemble.members
      .filter(({ name }) => NAIVE.includes(name))
      .toSorted(
        (one, other) => (one.error ?? Number.POSITIVE_INFINITY) - (other.error ?? Number.POSITIVE_INFINITY),
      )[0] ?? combined;
  const naive = { name: best.name, ...scaled(best.error, scale) };
  const own = scaled(combined.error, scale);
  const judged = (verdict: Gate['verdict'], reason: string) => ({
    gate: { verdict, reason, ...own, naive },
    answer: verdict === 'FORECASTABLE' || verdict === 'POOR' ? combined : best,
  });
  if (isConstant(past.measured))
    return judged('CONSTANT', 'The series never changed: nothing tells what happens when it does.');
  if (trials < LEAST_TRIALS || combined.error === undefined)
    return judged(
      'TOO_SHORT',
      `${trials} back-tests could be made, which prove nothing; ${LEAST_TRIALS} are needed.`,
    );
  if (combined.error >= (best.error ?? Number.POSITIVE_INFINITY))
    return judged(
      'NO_BETTER_THAN_NAIVE',
      `In ${trials} back-tests ${best.name} is as good: MASE ${rounded(naive.mase)} to ${rounded(own.mase)}.`,
    );
  const words = `In ${trials} back-tests its MASE is ${rounded(own.mase)}; the better naive one, ${best.name}, has ${rounded(naive.mase)}.`;
  return (own.mase ?? 0) >= 1
    ? judged('POOR', `${words} Above 1 a forecast is no base for scaling ahead: act on what is measured.`)
    : judged('FORECASTABLE', words);
}

function scaled(error: number | undefined, scale: number): { mase?: number } {
  return error === undefined || !(scale > 0) ? {} : { mase: error / scale };
}

function rounded(value: number | undefined): string {
  return value === undefined ? 'not known' : value.toFixed(2);
}

function isConstant(values: Float64Array): boolean {
  const first = values.find((value) => !Number.isNaN(value));
  return values.every((value) => Number.isNaN(value) || value === first);
}

/** Mean absolute difference from the day before, where both were measured; of a shorter series from the value before. */
export function naiveScale({ measured, seasons: { day } }: Past): number {
  const lag = measured.length > day ? day : 1;
  let sum = 0;
  let count = 0;
  for (let index = lag; index < measured.length; index++) {
    const difference = Math.abs(at(measured, index) - at(measured, index - lag));
    if (Number.isNaN(difference)) continue;
    sum += difference;
    count += 1;
  }
  return count === 0 ? Number.NaN : sum / count;
}
