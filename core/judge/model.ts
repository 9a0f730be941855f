import {
  ERROR_NOISE,
  ERROR_NOISE_GRID,
  LATENCY_NOISE,
  LATENCY_NOISE_GRID,
  type Noise,
} from './dispersion.ts';

/** A difference beyond the boundary, in log-odds, and the share of belief in it. */
export interface Effect {
  readonly beyond: number;
  readonly weight: number;
}

/** Shares of what may be lost on an equal version; they sum to 1. */
export interface TestStakes {
  /** On evidence at any time, that the version is bad from its first minute. */
  readonly first: number;
  /** On evidence at any time, that it turns bad later. */
  readonly late: number;
  /** On a test after the first minutes, for what is grossly worse under noise. */
  readonly early: number;
  /** On a test at the end of the bake, for what is a little worse. */
  readonly end: number;
}

/**
 * A question about a log-odds: is it above `boundary` by more than noise explains? The noise is the same under
 * both answers; "worse" differs only by an effect above the boundary, so that data below it always speak for
 * the null hypothesis.
 */
export interface Model {
  readonly boundary: number;
  readonly noise: readonly Noise[];
  /** The same noise in finer grades. */
  readonly noiseGrid: readonly Noise[];
  readonly effects: readonly Effect[];
  /** How sure it is, as log-odds, that noise of the baseline is its own and not shared by both arms. */
  readonly ownNoise: number;
  readonly stakes: TestStakes;
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
  { beyond: 0.35, weight: 0.3 },
  { beyond: 0.6, weight: 0.22 },
  { beyond: 1.1, weight: 0.14 },
  { beyond: 1.9, weight: 0.12 },
  { beyond: 2.8, weight: 0.1 },
  { beyond: 4, weight: 0.07 },
  { beyond: 5.5, weight: 0.05 },
];

/** What begins late in a bake is looked for only if it is large. */
export const LATE_EFFECTS: readonly Effect[] = [
  { beyond: 1.1, weight: 0.5 },
  { beyond: 2.5, weight: 0.5 },
];

/** A gross failure shows within two minutes, at any time. */
const ERROR_STAKES: TestStakes = { first: 0.4, late: 0.06, early: 0.18, end: 0.36 };
/** The noise of latency is louder beside its faults: a few minutes together say more than each by itself. */
const LATENCY_STAKES: TestStakes = { first: 0.22, late: 0.04, early: 0.42, end: 0.32 };

export function errorModel(boundary: number): Model {
  return {
    boundary,
    noise: ERROR_NOISE,
    noiseGrid: ERROR_NOISE_GRID,
    effects: ERROR_EFFECTS,
    ownNoise: 2.5,
    stakes: ERROR_STAKES,
  };
}

/** Latency wanders with the load that both arms share. */
export function latencyModel(boundary: number): Model {
  return {
    boundary,
    noise: LATENCY_NOISE,
    noiseGrid: LATENCY_NOISE_GRID,
    effects: LATENCY_EFFECTS,
    ownNoise: 0,
    stakes: LATENCY_STAKES,
  };
}

/** The log-odds of a share between 0 and 1. */
export function logit(share: number): number {
  return Math.log(share) - Math.log1p(-share);
}
