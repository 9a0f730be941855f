import { normalised, probationOf, type Weights, worthInside, worthOutside } from './score.ts';
import type { LabelledSeries } from './series.ts';

/** The threshold that scores best on the very series it is chosen on. */
export interface BestThreshold {
  readonly threshold: number;
  /** Normalised as `normalised` does. */
  readonly score: number;
}

/** One scored point: its score, the window that it lies in if any, what it is worth. */
interface Point {
  readonly score: number;
  readonly window: number | undefined;
  readonly worth: number;
}

/**
 * Tries every threshold in one pass from the highest score downwards.
 * @param scores for each series the score of each of its points; 0 is never a detection.
 */
export function bestThreshold(
  series: readonly LabelledSeries[],
  scores: readonly Float64Array[],
  weights: Weights,
): BestThreshold {
  const windows = series.reduce((sum, one) => sum + one.windows.length, 0);
  const points = pointsOf(series, scores, weights).sort((one, other) => other.score - one.score);
  const won = new Map<number, number>();
  const silent = -windows * weights.miss;
  let score = silent;
  let best = { score: silent, threshold: Number.POSITIVE_INFINITY };
  for (const [place, point] of points.entries()) {
    score += gain(point, won, weights);
    if (points[place + 1]?.score === point.score) continue;
    if (score > best.score) best = { score, threshold: point.score };
  }
  const total = [{ score: best.score, windows, hits: 0, falseAlarms: 0 }];
  return { threshold: best.threshold, score: normalised(total, weights) ?? 0 };
}

function gain({ window, worth }: Point, won: Map<number, number>, weights: Weights): number {
  if (window === undefined) return worth;
  const before = won.get(window);
  if (before !== undefined && before >= worth) return 0;
  won.set(window, worth);
  return before === undefined ? weights.miss + worth : worth - before;
}

function pointsOf(
  series: readonly LabelledSeries[],
  scores: readonly Float64Array[],
  weights: Weights,
): Point[] {
  let windows = 0;
  return series.flatMap((one, place) => {
    const own = scores[place] ?? new Float64Array();
    const points = [...own.entries()]
      .slice(probationOf(one.values.length))
      .filter(([, score]) => score > 0)
      .map(([at, score]) => ({ score, ...worthOf(one, at, windows, weights) }));
    windows += one.windows.length;
    return points;
  });
}

function worthOf(
  { windows }: LabelledSeries,
  at: number,
  firstWindow: number,
  weights: Weights,
): Pick<Point, 'window' | 'worth'> {
  const inside = windows.findIndex(([left, right]) => at >= left && at <= right);
  const window = windows[inside];
  if (window === undefined) return { window, worth: worthOutside(windows, at) * weights.falseAlarm };
  return { window: firstWindow + inside, worth: worthInside(window, at) * weights.hit };
}
