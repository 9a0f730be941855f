import type { Belief } from './random-effect.ts';

/**
 * One way in which the minutes of two equal arms may differ: how much, and for how long it lasts.
 * A difference of arms that is a stationary first-order autoregression, in log-odds.
 */
export interface Noise {
  readonly deviation: number;
  /** Share of a minute's noise that is still there a minute later. */
  readonly persistence: number;
  /** Share of belief before anything was seen; the shares of a list sum to 1. */
  readonly weight: number;
}

/** Errors: an arm whose error share moves by up to half its size (a difference of 0.71 between two arms). */
export const ERROR_NOISE: readonly Noise[] = [
  { deviation: 0.04, persistence: 0, weight: 0.41 },
  { deviation: 0.15, persistence: 0, weight: 0.18 },
  { deviation: 0.35, persistence: 0, weight: 0.06 },
  { deviation: 0.75, persistence: 0, weight: 0.04 },
  { deviation: 0.15, persistence: 0.8, weight: 0.1 },
  { deviation: 0.35, persistence: 0.8, weight: 0.07 },
  { deviation: 0.7, persistence: 0.8, weight: 0.14 },
];

/** Latency: half as slow again in one minute moves the log-odds of a slow request by two, so it reaches higher. */
export const LATENCY_NOISE: readonly Noise[] = [
  { deviation: 0.04, persistence: 0, weight: 0.18 },
  { deviation: 0.15, persistence: 0, weight: 0.1 },
  { deviation: 0.4, persistence: 0, weight: 0.05 },
  { deviation: 1, persistence: 0, weight: 0.04 },
  { deviation: 2.6, persistence: 0, weight: 0.04 },
  { deviation: 0.15, persistence: 0.8, weight: 0.08 },
  { deviation: 0.4, persistence: 0.8, weight: 0.1 },
  { deviation: 1.1, persistence: 0.8, weight: 0.16 },
  { deviation: 2.8, persistence: 0.8, weight: 0.25 },
];

export function priorOf(noise: readonly Noise[]): number[] {
  return noise.map(({ weight }) => Math.log(weight));
}

/** What is believed of the noise of a minute of which nothing was seen. */
export function unseen({ deviation }: Noise): Belief {
  return { mean: 0, variance: deviation ** 2 };
}

/** What is believed of a first-order autoregression some minutes later. */
export function faded(belief: Belief, { deviation, persistence }: Noise, elapsed: number): Belief {
  const kept = persistence ** elapsed;
  return {
    mean: kept * belief.mean,
    variance: kept ** 2 * belief.variance + (1 - kept ** 2) * deviation ** 2,
  };
}
