import type { Minute } from '../../core/judge/minute.ts';

const Z98 = 2.3263478740408408;
const TOLERANCE = 0.25;

/**
 * Kayenta's rule for one metric (NetflixACAJudge): High if the lower end of the 98% Mann-Whitney interval of the
 * shift exceeds a quarter of the estimated shift and the mean has not fallen. Normal approximation with
 * continuity correction.
 */
export function kayentaHigh(candidate: readonly number[], baseline: readonly number[]): boolean {
  const differences = candidate.flatMap((value) => baseline.map((old) => value - old)).sort((a, b) => a - b);
  const [m, n] = [candidate.length, baseline.length];
  const rank = Math.floor((m * n) / 2 - Z98 * Math.sqrt((m * n * (m + n + 1)) / 12) - 0.5);
  const low = differences[Math.max(0, rank)] ?? 0;
  const middle = (differences.length - 1) / 2;
  const shift = ((differences[Math.floor(middle)] ?? 0) + (differences[Math.ceil(middle)] ?? 0)) / 2;
  return low > TOLERANCE * Math.abs(shift) && (mean(baseline) === 0 || mean(candidate) >= mean(baseline));
}

/** The rule on the error percentage and the p95 of the first minutes. */
export function kayentaFails(
  candidate: readonly Minute[],
  baseline: readonly Minute[],
  minutes: number,
): boolean {
  const [fresh, old] = [candidate.slice(0, minutes), baseline.slice(0, minutes)];
  return (
    kayentaHigh(fresh.map(errorPercent), old.map(errorPercent)) || kayentaHigh(fresh.map(p95), old.map(p95))
  );
}

/** The first of the looks at which the rule fails the candidate, or null. */
export function kayentaFirst(
  candidate: readonly Minute[],
  baseline: readonly Minute[],
  looks: readonly number[],
): number | null {
  return looks.find((minutes) => kayentaFails(candidate, baseline, minutes)) ?? null;
}

function errorPercent({ errors, requests }: Minute): number {
  return (100 * errors) / Math.max(1, requests ?? 0);
}

function p95({ p95Ms }: Minute): number {
  return p95Ms ?? 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
