import type { Past } from './back-test.ts';
import { type Ensemble, ensembleOf, type Tried } from './ensemble.ts';
import { withoutGaps } from './gaps.ts';
import { type Gate, gateOf } from './gate.ts';
import type { Member } from './member.ts';
import { MEMBERS } from './members.ts';
import { type Coverage, coverageOf, needed, type Quantile, quantilesOf } from './quantiles.ts';
import { type SeasonTest, seasonsOf, testSeasons } from './seasons.ts';
import type { Series } from './series.ts';

export interface Wanted {
  /** How many periods ahead; at least 1. */
  readonly horizon: number;
  /** Levels between 0 and 1. */
  readonly quantiles: readonly number[];
  /** Members besides the usual ones. */
  readonly more?: readonly Member[];
}

/** What is expected of a series, and how far that can be relied on. */
export interface Forecast {
  /** The ensemble, or the naive forecast in its place. */
  readonly method: string;
  /** When the first period of the forecast begins; milliseconds. */
  readonly startsAt: number;
  readonly periodSeconds: number;
  /** The middle of what is expected, a value a period. */
  readonly values: Float64Array;
  /** None where no back-test could be scored. */
  readonly quantiles: readonly Quantile[];
  readonly gate: Gate;
  readonly trials: number;
  readonly coverage: readonly Coverage[];
  readonly seasons: readonly SeasonTest[];
  /** What each member counts for; empty where a naive forecast is answered. */
  readonly shares: ReadonlyMap<string, number>;
  readonly notSeen: readonly string[];
}

/** Fewer values than this are no series. */
export const LEAST_VALUES = 12;

/** A forecast, or undefined when there are fewer than `LEAST_VALUES` values. Nothing is drawn by chance. */
export function forecastOf(
  series: Series,
  { horizon, quantiles: levels, more = [] }: Wanted,
): Forecast | undefined {
  const { values: measured, startsAt, periodSeconds } = series;
  if (measured.filter((value) => !Number.isNaN(value)).length < LEAST_VALUES) return undefined;
  const seasons = seasonsOf(periodSeconds);
  const past: Past = { measured, filled: withoutGaps(measured, seasons.day), seasons };
  const ensemble = ensembleOf(past, [...MEMBERS, ...more], horizon);
  const { gate, answer } = gateOf(past, ensemble);
  const floor = measured.some((value) => value < 0) ? Number.NEGATIVE_INFINITY : 0;
  const atLeast = (values: Float64Array) => values.map((value) => Math.max(floor, value));
  const ascending = levels.toSorted((one, other) => one - other);
  const quantiles = quantilesOf(answer, ensemble.bands, ascending) ?? [];
  const tests = testSeasons(past.filled, seasons);
  return {
    method: answer.name,
    startsAt: startsAt + measured.length * periodSeconds * 1000,
    periodSeconds,
    values: atLeast(answer.values),
    quantiles: quantiles.map(({ level, values }) => ({ level, values: atLeast(values) })),
    gate,
    trials: ensemble.trials,
    coverage: coverageOf(answer, ascending),
    seasons: tests,
    shares: answer === ensemble.combined ? ensemble.shares : new Map(),
    notSeen: [...series.notSeen, ...unseen(ensemble, answer, tests, ascending)],
  };
}

function unseen(
  { bands }: Ensemble,
  { residuals }: Tried,
  seasons: readonly SeasonTest[],
  levels: readonly number[],
): string[] {
  const fewest = Math.min(...bands.map((_, index) => residuals[index]?.length ?? 0));
  const untested = bands.findIndex((_, index) => residuals[index]?.length === 0);
  const extreme = levels.filter((level) => fewest > 0 && fewest < needed(level));
  return [
    ...seasons
      .filter(({ strength }) => strength === undefined)
      .map(
        ({ points }) =>
          `A season of ${points} periods could not be tested: the series has less than two of them.`,
      ),
    ...(untested < 0
      ? []
      : [
          `Nothing was tested from ${(bands[untested]?.from ?? 0) + 1} periods ahead on: the series is too short.`,
        ]),
    ...extreme.map(
      (level) => `The quantile ${level} is the most that was seen: there are too few back-tests for it.`,
    ),
  ];
}
