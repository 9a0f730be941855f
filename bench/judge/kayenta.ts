import type { Minute } from '../../core/judge/minute.ts';
import type { Observation } from '../../core/judge/observation.ts';
import { mean } from '../statistics.ts';
import { orderStatistic } from './order-statistic.ts';

const Z98 = 2.3263478740408408;
const TOLERANCE = 0.25;

/**
 * Kayenta's rule for one metric (NetflixACAJudge): High if the lower end of the 98% Mann-Whitney interval of the
 * shift exceeds a quarter of the estimated shift and the mean has not fallen. Normal approximation with
 * continuity correction.
 */
export function kayentaHigh(candidate: readonly number[], baseline: readonly number[]): boolean {
  const [m, n] = [candidate.length, baseline.length];
  if (m * n === 0) return false;
  const differences = Float64Array.from({ length: m * n }, (_, at) => {
    return (candidate[at % m] ?? 0) - (baseline[Math.floor(at / m)] ?? 0);
  });
  const rank = Math.floor((m * n) / 2 - Z98 * Math.sqrt((m * n * (m + n + 1)) / 12) - 0.5);
  const low = orderStatistic(differences, Math.max(0, rank));
  const middle = (m * n - 1) / 2;
  const shift =
    (orderStatistic(differences, Math.floor(middle)) + orderStatistic(differences, Math.ceil(middle))) / 2;
  return low > TOLERANCE * Math.abs(shift) && (mean(baseline) === 0 || mean(candidate) >= mean(baseline));
}

/** Kayenta's rule on the error percentage and the p95 of both versions since the rollout began. */
export class Kayenta {
  readonly #errors: readonly [number[], number[]];
  readonly #p95: readonly [number[], number[]];

  constructor({ candidate, baseline }: Observation) {
    const old = baseline.filter(({ start }) => start >= (candidate[0]?.start ?? 0));
    this.#errors = [candidate.map(errorPercent), old.map(errorPercent)];
    this.#p95 = [candidate.map(p95), old.map(p95)];
  }

  /** Whether it fails the candidate after so many minutes. */
  fails(minutes: number): boolean {
    return [this.#errors, this.#p95].some(([fresh, old]) =>
      kayentaHigh(fresh.slice(0, minutes), old.slice(0, minutes)),
    );
  }

  /** The first of the looks at which it fails the candidate, or null. */
  first(looks: readonly number[]): number | null {
    return looks.find((minutes) => this.fails(minutes)) ?? null;
  }
}

function errorPercent({ errors, requests }: Minute): number {
  return (100 * errors) / Math.max(1, requests ?? 0);
}

function p95({ p95Ms }: Minute): number {
  return p95Ms ?? 0;
}
