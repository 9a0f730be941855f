import { naiveScale } from '../../core/forecast/gate.ts';
import { type Seasons, seasonsOf } from '../../core/forecast/seasons.ts';
import type { Answer } from './methods.ts';
import { historyBefore, type NabSeries, valuesBetween } from './nab-series.ts';

const DAY_MS = 86_400_000;

/** A moment from which a day is to be forecast, and what came. */
export interface Task {
  readonly series: NabSeries;
  readonly history: ReturnType<typeof historyBefore>;
  readonly actual: Float64Array;
  readonly seasons: Seasons;
  /** What the errors are divided by: the seasonal naive's within the history. */
  readonly scale: number;
}

export function taskAt(series: NabSeries, origin: number): Task {
  const history = historyBefore(series, origin);
  const seasons = seasonsOf(series.periodSeconds);
  const scale = naiveScale({ measured: history.values, filled: history.values, seasons });
  // What was measured last may be older than the origin: the forecast begins after it.
  const from = history.startsAt + history.values.length * series.periodSeconds * 1000;
  const actual = valuesBetween(series, from, Math.max(origin, from) + DAY_MS);
  return { series, history, actual, seasons, scale };
}

/** What a method got wrong at one moment. */
export interface Score {
  /** Mean absolute scaled error of the first two hours and of the day. */
  readonly mase2h: number;
  readonly mase24h: number;
  /** Share of values that are at or below the P90, and of those within P5 and P95; only where it gives them. */
  readonly belowP90?: number;
  readonly within90?: number;
  readonly verdict?: string;
}

export function scoreOf(
  { actual, seasons: { day }, scale }: Task,
  { values, quantiles, verdict }: Answer,
): Score {
  const [low, p90, high] = [quantiles.get(0.05), quantiles.get(0.9), quantiles.get(0.95)];
  const measured = [...actual.entries()].filter(([, value]) => !Number.isNaN(value));
  const share = (holds: (step: number, value: number) => boolean) =>
    measured.filter(([step, value]) => holds(step, value)).length / measured.length;
  const error = (steps: number) => {
    const errors = measured
      .filter(([step]) => step < steps)
      .map(([step, value]) => Math.abs(value - (values[step] ?? Number.NaN)));
    return errors.reduce((sum, one) => sum + one, 0) / errors.length / scale;
  };
  return {
    mase2h: error(Math.max(1, Math.round(day / 12))),
    mase24h: error(actual.length),
    ...(p90 && { belowP90: share((step, value) => value <= (p90[step] ?? Number.NaN)) }),
    ...(low &&
      high && {
        within90: share(
          (step, value) => value >= (low[step] ?? Number.NaN) && value <= (high[step] ?? Number.NaN),
        ),
      }),
    ...(verdict !== undefined && { verdict }),
  };
}

/** The mean of what there is; NaN of nothing. */
export function meanScore(
  scores: readonly Score[],
  of: 'mase2h' | 'mase24h' | 'belowP90' | 'within90',
): number {
  const values = scores
    .map((score) => score[of])
    .filter((value) => value !== undefined && Number.isFinite(value));
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length;
}
