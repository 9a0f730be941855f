import { oddsRatioLikelihood, type Tally } from './likelihood.ts';
import { assimilate } from './random-effect.ts';

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
  { deviation: 0.15, persistence: 0, weight: 0.19 },
  { deviation: 0.35, persistence: 0, weight: 0.07 },
  { deviation: 0.75, persistence: 0, weight: 0.05 },
  { deviation: 0.15, persistence: 0.8, weight: 0.1 },
  { deviation: 0.35, persistence: 0.8, weight: 0.08 },
  { deviation: 0.8, persistence: 0.8, weight: 0.1 },
];

/** Latency: half as slow again in one minute moves the log-odds of a slow request by two, so it reaches higher. */
export const LATENCY_NOISE: readonly Noise[] = [
  { deviation: 0.04, persistence: 0, weight: 0.24 },
  { deviation: 0.15, persistence: 0, weight: 0.16 },
  { deviation: 0.4, persistence: 0, weight: 0.08 },
  { deviation: 1, persistence: 0, weight: 0.04 },
  { deviation: 2.6, persistence: 0, weight: 0.04 },
  { deviation: 0.15, persistence: 0.8, weight: 0.1 },
  { deviation: 0.4, persistence: 0.8, weight: 0.09 },
  { deviation: 1.1, persistence: 0.8, weight: 0.11 },
  { deviation: 2.8, persistence: 0.8, weight: 0.14 },
];

/** The candidate's tasks may be noisier than the old ones: no kind of noise is ever ruled out by more than e^-4. */
const LARGEST_PENALTY = 4;

export function priorOf(noise: readonly Noise[]): number[] {
  return noise.map(({ weight }) => Math.log(weight));
}

/**
 * What the old version's own minutes say about the noise. Two neighbouring minutes of one version are an A/A
 * comparison: their log odds ratio is noise alone, with variance deviation^2 (1 - persistence). Each minute
 * serves in one pair only.
 *
 * @param pairs neighbouring minutes of the baseline, earlier and later
 * @returns log weights of the noise list, prior included
 */
export function learnNoise(noise: readonly Noise[], pairs: readonly (readonly [Tally, Tally])[]): number[] {
  const fit = noise.map(() => 0);
  for (const [earlier, later] of pairs) {
    const likelihood = oddsRatioLikelihood(later, earlier);
    if (likelihood === null) continue;
    noise.forEach(({ deviation, persistence }, i) => {
      const variance = deviation ** 2 * (1 - persistence);
      fit[i] = (fit[i] ?? 0) + assimilate(likelihood, 0, { mean: 0, variance }).logPredictive;
    });
  }
  const best = Math.max(...fit);
  return priorOf(noise).map((prior, i) => prior + Math.max((fit[i] ?? 0) - best, -LARGEST_PENALTY));
}
