/** What any detector has to be better than; each with the threshold that is best on the very files it is scored on. */
import { seededRandom } from '../../core/anomaly/random.ts';
import { probationOf } from './score.ts';
import type { LabelledSeries } from './series.ts';

/** Scores each point of a series, from 0 for ordinary. */
export type Baseline = (series: LabelledSeries) => Float64Array;

/** By the names under which they are printed. */
export const BASELINES: Readonly<Record<string, Baseline>> = {
  null: ({ values }) => values.map(() => 0.5),
  random: ({ values }) => {
    const random = seededRandom(values.length);
    return values.map(random);
  },
  'windowed Gaussian': windowedGaussian,
  'range never seen': rangeNeverSeen,
};

/** Window and step of the benchmark's own windowed Gaussian. */
const WINDOW = 6400;
const STEP = 100;
const LEAST_DEVIATION = 1e-6;

/** How improbable a value is in a normal distribution fitted to the last 6,400. */
function windowedGaussian({ values }: LabelledSeries): Float64Array {
  const moments = new Moments(values);
  return values.map((value, at) => {
    const to = at <= WINDOW ? at : WINDOW + Math.floor((at - WINDOW) / STEP) * STEP;
    if (to === 0) return 0;
    const { mean, deviation } = moments.between(Math.max(0, to - WINDOW), to);
    return 1 - upperTail(Math.abs(value - mean) / Math.max(deviation, LEAST_DEVIATION));
  });
}

/** Mean and deviation of any stretch from sums of what came before. */
class Moments {
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  readonly #centre: number;

  constructor(values: Float64Array) {
    this.#centre = values[0] ?? 0;
    this.#sums = new Float64Array(values.length + 1);
    this.#squares = new Float64Array(values.length + 1);
    for (const [at, value] of values.entries()) {
      const own = value - this.#centre;
      this.#sums[at + 1] = (this.#sums[at] ?? 0) + own;
      this.#squares[at + 1] = (this.#squares[at] ?? 0) + own * own;
    }
  }

  between(from: number, to: number): { mean: number; deviation: number } {
    const mean = ((this.#sums[to] ?? 0) - (this.#sums[from] ?? 0)) / (to - from);
    const square = ((this.#squares[to] ?? 0) - (this.#squares[from] ?? 0)) / (to - from);
    return { mean: mean + this.#centre, deviation: Math.sqrt(Math.max(0, square - mean * mean)) };
  }
}

/** The chance that a normal value lies so many deviations above its mean (Abramowitz and Stegun 7.1.26). */
function upperTail(deviations: number): number {
  const x = deviations / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 0.5 * series * Math.exp(-x * x);
}

/** How far a value lies outside of all values before it, as a share of their range. */
function rangeNeverSeen({ values }: LabelledSeries): Float64Array {
  const first = probationOf(values.length);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  return values.map((value, at) => {
    const beyond = at < first ? 0 : Math.max(value - high, low - value, 0) / (high - low || 1);
    low = Math.min(low, value);
    high = Math.max(high, value);
    return beyond;
  });
}
