import { ERROR_NOISE, LATENCY_NOISE, type Noise } from './dispersion.ts';

/** A difference beyond the boundary, in log-odds, and the share of belief in it. */
export interface Effect {
  readonly beyond: number;
  readonly weight: number;
}

/**
 * A question about a log-odds: is it above `boundary` by more than noise explains? The noise is the same under
 * both answers; "worse" differs only by an effect above the boundary, so that data below it always speak for
 * the null hypothesis.
 */
export interface Model {
  readonly boundary: number;
  readonly noise: readonly Noise[];
  readonly effects: readonly Effect[];
}

const ERROR_EFFECTS: readonly Effect[] = [
  { beyond: 0.45, weight: 0.2 },
  { beyond: 0.8, weight: 0.3 },
  { beyond: 1.3, weight: 0.2 },
  { beyond: 2, weight: 0.17 },
  { beyond: 2.9, weight: 0.13 },
];

/** Where latencies hardly vary, three times as slow is 5.6: without effects that large, noise would explain it. */
const LATENCY_EFFECTS: readonly Effect[] = [
  { beyond: 0.35, weight: 0.33 },
  { beyond: 0.6, weight: 0.25 },
  { beyond: 1.1, weight: 0.15 },
  { beyond: 1.9, weight: 0.13 },
  { beyond: 2.8, weight: 0.06 },
  { beyond: 4, weight: 0.04 },
  { beyond: 5.5, weight: 0.04 },
];

/** What begins late in a bake is looked for only if it is large. */
export const LATE_EFFECTS: readonly Effect[] = [
  { beyond: 1.1, weight: 0.5 },
  { beyond: 2.5, weight: 0.5 },
];

export function errorModel(boundary: number): Model {
  return { boundary, noise: ERROR_NOISE, effects: ERROR_EFFECTS };
}

export function latencyModel(boundary: number): Model {
  return { boundary, noise: LATENCY_NOISE, effects: LATENCY_EFFECTS };
}

/** The log-odds of a share between 0 and 1. */
export function logit(share: number): number {
  return Math.log(share) - Math.log1p(-share);
}
