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
  { deviation: 0.15, persistence: 0, weight: 0.11 },
  { deviation: 0.4, persistence: 0, weight: 0.09 },
  { deviation: 1, persistence: 0, weight: 0.06 },
  { deviation: 2.3, persistence: 0, weight: 0.07 },
  { deviation: 0.15, persistence: 0.8, weight: 0.08 },
  { deviation: 0.4, persistence: 0.8, weight: 0.1 },
  { deviation: 1.1, persistence: 0.8, weight: 0.1 },
  { deviation: 2.6, persistence: 0.8, weight: 0.12 },
  { deviation: 2.6, persistence: 0.93, weight: 0.09 },
];

/** Shares of belief in noise that does not last, lasts for a minute or two, for some, or for a quarter of an hour. */
const PERSISTENCES = [
  { persistence: 0, share: 0.57 },
  { persistence: 0.5, share: 0.03 },
  { persistence: 0.8, share: 0.37 },
  { persistence: 0.93, share: 0.03 },
];
const CALMEST_SHARE = 0.35;

/** The calmest noise is the likeliest; the rest are alike. */
function gridOf(deviations: readonly number[]): Noise[] {
  const rest = (1 - CALMEST_SHARE) / (deviations.length - 1);
  return PERSISTENCES.flatMap(({ persistence, share }) =>
    deviations.map((deviation, i) => ({
      deviation,
      persistence,
      weight: share * (i === 0 ? CALMEST_SHARE : rest),
    })),
  );
}

/** The same in finer grades, for tests that are made only once or twice. */
export const ERROR_NOISE_GRID = gridOf([0.04, 0.08, 0.13, 0.2, 0.32, 0.5, 0.8]);
export const LATENCY_NOISE_GRID = gridOf([0.04, 0.08, 0.13, 0.2, 0.32, 0.5, 0.8, 1.25, 2, 3]);

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
