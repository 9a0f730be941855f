/**
 * The scoring of the Numenta Anomaly Benchmark (Lavin and Ahmad, Evaluating real-time anomaly detection algorithms,
 * 2015): a labelled window is won once, more the earlier in it the first detection comes; each detection outside
 * costs, less right after a window.
 */
import type { LabelledSeries } from './series.ts';

/** What a detection inside, a missed window and a detection outside weigh. */
export interface Weights {
  readonly hit: number;
  readonly miss: number;
  readonly falseAlarm: number;
}

/** What a series adds to the score of a set, not normalised. */
export interface SeriesScore {
  readonly score: number;
  readonly windows: number;
  readonly hits: number;
  readonly falseAlarms: number;
}

const PROBATION_SHARE = 0.15;
const PROBATION_FULL_LENGTH = 5000;
const STEEPNESS = 5;
const FAR = 3;

/** How many points at the beginning are learnt from and not scored. */
export function probationOf(points: number): number {
  return Math.floor(PROBATION_SHARE * Math.min(points, PROBATION_FULL_LENGTH));
}

/** Falls from nearly 1 at -1 over 0 at the right edge of a window to -1 far behind it. */
export function scaledSigmoid(position: number): number {
  return position > FAR ? -1 : 2 / (1 + Math.exp(STEEPNESS * position)) - 1;
}

/** @param detections the positions of points that are called anomalous, in any order. */
export function scoreSeries(
  series: LabelledSeries,
  detections: Iterable<number>,
  weights: Weights,
): SeriesScore {
  const first = probationOf(series.values.length);
  const won = new Map<number, number>();
  let lost = 0;
  let falseAlarms = 0;
  for (const at of new Set(detections)) {
    if (at < first) continue;
    const window = series.windows.findIndex(([left, right]) => at >= left && at <= right);
    if (window >= 0) {
      const worth = worthInside(series.windows[window] ?? [0, 0], at);
      won.set(window, Math.max(worth, won.get(window) ?? Number.NEGATIVE_INFINITY));
    } else {
      falseAlarms += 1;
      lost += worthOutside(series.windows, at);
    }
  }
  const hit = [...won.values()].reduce((sum, worth) => sum + worth, 0) * weights.hit;
  const missed = (series.windows.length - won.size) * weights.miss;
  return {
    score: hit - missed + lost * weights.falseAlarm,
    windows: series.windows.length,
    hits: won.size,
    falseAlarms,
  };
}

/** What a detection in a window is worth, before its weight. */
export function worthInside([left, right]: readonly [number, number], at: number): number {
  return scaledSigmoid(-(right - at + 1) / (right - left + 1)) / scaledSigmoid(-1);
}

/** What a detection outside is worth, before its weight: -1 far behind the last window or before any. */
export function worthOutside(windows: LabelledSeries['windows'], at: number): number {
  const before = windows.findLast(([, right]) => right < at);
  return before === undefined ? -1 : scaledSigmoid((at - before[1]) / (before[1] - before[0]));
}

/** 100 for every window hit at its first point and nothing else, 0 for a detector that never speaks. */
export function normalised(scores: readonly SeriesScore[], weights: Weights): number | undefined {
  const windows = scores.reduce((sum, one) => sum + one.windows, 0);
  if (windows === 0) return undefined;
  const silent = -windows * weights.miss;
  const perfect = windows * weights.hit;
  const score = scores.reduce((sum, one) => sum + one.score, 0);
  return (100 * (score - silent)) / (perfect - silent);
}
