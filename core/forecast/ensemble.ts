import { actualAt, backTest, type Past, type Trial } from './back-test.ts';
import { type Band, bandsOf } from './horizon-bands.ts';
import type { Member } from './member.ts';
import { at } from './values.ts';
import { weightedMedian } from './weighted-median.ts';
import { bandWeights } from './weights.ts';

/** A way to go on with a series that was tried on its past. */
export interface Tried {
  readonly name: string;
  readonly values: Float64Array;
  /** What it got wrong in the back-tests, a list for each band. */
  readonly residuals: readonly (readonly Residual[])[];
  /** Mean absolute error over the horizon in the back-tests; undefined where nothing was scored. */
  readonly error?: number;
}

export interface Residual {
  /** How many values were known. */
  readonly cut: number;
  /** Measured minus forecast. */
  readonly value: number;
}

export interface Ensemble {
  readonly bands: readonly Band[];
  /** How many moments of the past it was tried at. */
  readonly trials: number;
  readonly combined: Tried;
  /** Each member by itself. */
  readonly members: readonly Tried[];
  /** What each member counts for, the mean over the steps of the horizon; sums to 1. */
  readonly shares: ReadonlyMap<string, number>;
}

type Forecasts = readonly (Float64Array | undefined)[];
/** How many steps of a band are looked at in a back-test, evenly: neighbours go wrong together. */
const SAMPLED = 16;

/** Forecasts with all members, weighed by how they did on the past: at every step the weighted median of them. */
export function ensembleOf(past: Past, members: readonly Member[], horizon: number): Ensemble {
  const bands = bandsOf(horizon, past.seasons.day);
  const trials = backTest(past, members, horizon);
  const weights = bands.map((band) => bandWeights(past, trials, band));
  const next = members.map(({ forecast }) => forecast(past.filled, horizon, past.seasons));
  const tried = (name: string, ofForecasts: (forecasts: Forecasts, band: number, step: number) => number) =>
    triedOf({ name, past, bands, trials, next }, ofForecasts);
  return {
    bands,
    trials: trials.length,
    combined: tried('ensemble', (forecasts, band, step) => combinedAt(forecasts, weights[band], step)),
    members: members.flatMap(({ name }, index) =>
      next[index] ? [tried(name, (forecasts, _, step) => valueAt(forecasts[index], step))] : [],
    ),
    shares: sharesOf(members, bands, weights, next),
  };
}

function combinedAt(forecasts: Forecasts, weights: Float64Array | undefined, step: number): number {
  return weightedMedian(
    forecasts.map((forecast) => valueAt(forecast, step)),
    weights ?? new Float64Array(),
  );
}

function valueAt(forecast: Float64Array | undefined, step: number): number {
  return forecast ? at(forecast, step) : Number.NaN;
}

interface Setting {
  readonly name: string;
  readonly past: Past;
  readonly bands: readonly Band[];
  readonly trials: readonly Trial[];
  readonly next: Forecasts;
}

function triedOf(
  { name, past, bands, trials, next }: Setting,
  ofForecasts: (forecasts: Forecasts, band: number, step: number) => number,
): Tried {
  const values = new Float64Array(bands.at(-1)?.to ?? 0);
  for (const [index, { from, to }] of bands.entries())
    for (let step = from; step < to; step++) values[step] = ofForecasts(next, index, step);
  const residuals = bands.map((band, index) =>
    residualsOf(past, trials, band, (forecasts, step) => ofForecasts(forecasts, index, step)),
  );
  return { name, values, residuals, ...meanError(bands, residuals) };
}

function residualsOf(
  past: Past,
  trials: readonly Trial[],
  { from, to }: Band,
  forecastAt: (forecasts: Forecasts, step: number) => number,
): Residual[] {
  const stride = Math.max(1, Math.floor((to - from) / SAMPLED));
  const residuals: Residual[] = [];
  for (const trial of trials)
    for (let step = from; step < to; step += stride) {
      const actual = actualAt(past, trial, step);
      if (Number.isNaN(actual)) continue;
      const value = actual - forecastAt(trial.forecasts, step);
      if (!Number.isNaN(value)) residuals.push({ cut: trial.cut, value });
    }
  return residuals;
}

/** Bands count by their steps, whatever was looked at of them; one in which nothing was scored does not. */
function meanError(bands: readonly Band[], residuals: readonly (readonly Residual[])[]): { error?: number } {
  let sum = 0;
  let steps = 0;
  for (const [index, { from, to }] of bands.entries()) {
    const own = residuals[index] ?? [];
    if (own.length === 0) continue;
    sum += ((to - from) * own.reduce((total, { value }) => total + Math.abs(value), 0)) / own.length;
    steps += to - from;
  }
  return steps === 0 ? {} : { error: sum / steps };
}

function sharesOf(
  members: readonly Member[],
  bands: readonly Band[],
  weights: readonly Float64Array[],
  next: Forecasts,
): Map<string, number> {
  const steps = bands.at(-1)?.to ?? 1;
  const shares = new Map(members.map(({ name }) => [name, 0]));
  for (const [index, { from, to }] of bands.entries()) {
    const own = members.map((_, member) => (next[member] ? (weights[index]?.[member] ?? 0) : 0));
    const total = own.reduce((sum, weight) => sum + weight, 0);
    for (const [member, { name }] of members.entries())
      shares.set(name, (shares.get(name) ?? 0) + (((own[member] ?? 0) / total) * (to - from)) / steps);
  }
  return shares;
}
