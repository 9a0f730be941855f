import { logBeta } from '../judge/special-functions.ts';

/** Lines of one pattern in the period that is asked about, or before it. */
export interface Counted {
  readonly lines: number;
  /** Seconds of the logs that were read for it. */
  readonly seconds: number;
}

/** Jeffreys' prior on the share. */
const PRIOR = 0.5;

/**
 * How strongly the counts speak against one rate in both times: the logarithm of an e-value. Given their sum, the lines
 * of two Poisson counts of one rate fall into the period by its share of the seconds; against that stands every other
 * share, mixed by Jeffreys' prior (a beta-binomial ratio, whose mean under one rate is 1: Ramdas et al., Game-theoretic
 * statistics, 2023). Lines come in bursts, so both counts are divided by `dispersion` first, the variance of lines per
 * slice over their mean.
 */
export function logChangeEvidence(period: Counted, before: Counted, dispersion = 1): number {
  if (period.seconds <= 0 || before.seconds <= 0) return 0;
  const [now, then] = [period.lines / dispersion, before.lines / dispersion];
  const share = period.seconds / (period.seconds + before.seconds);
  const mixture = logBeta(now + PRIOR, then + PRIOR) - logBeta(PRIOR, PRIOR);
  return mixture - now * Math.log(share) - then * Math.log1p(-share);
}

/**
 * The variance of counts over their mean, at least 1; drawn towards `PRIOR_DISPERSION` while there are few slices, so
 * that a few even ones are no proof that lines come evenly.
 */
export function dispersionOf(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
  if (counts.length < 2 || mean === 0) return PRIOR_DISPERSION;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1);
  const weight = counts.length / (counts.length + PRIOR_SLICES);
  return Math.max(1, weight * (variance / mean) + (1 - weight) * PRIOR_DISPERSION);
}

const PRIOR_DISPERSION = 2;
const PRIOR_SLICES = 4;

/**
 * Which of many e-values may be told as findings: by the e-BH rule (Wang and Ramdas 2022) at most `share` of what is
 * told is wrong in the mean, whatever the e-values have to do with each other.
 */
export function findings(logs: readonly number[], share: number): boolean[] {
  const order = logs.map((value, index) => ({ value, index })).sort((one, other) => other.value - one.value);
  let told = 0;
  order.forEach(({ value }, rank) => {
    if (value >= Math.log(logs.length / (share * (rank + 1)))) told = rank + 1;
  });
  const found = new Set(order.slice(0, told).map(({ index }) => index));
  return logs.map((_, index) => found.has(index));
}
