import type { Noise } from './dispersion.ts';
import { shareLikelihood, type Tally } from './likelihood.ts';
import { NoisyLevel } from './noisy-level.ts';

/** One minute of one arm, with its place in time counted in metric periods. */
export interface TimedTally {
  readonly minute: number;
  readonly tally: Tally;
}

/** The candidate's tasks may be noisier than the old ones: no kind of noise is ruled out by more than e^-6. */
const LOUDER_CAP = 6;
/** What moved the baseline may have moved both arms: calm kinds lose at most e^-4, while there are few pairs ... */
const CALMER_CAP = 4;
/** ... and half of that when so many pairs of minutes have spoken for themselves. */
const FEW_PAIRS = 8;
/** Before the first minute the level may be any share at all. */
const LEVEL = { mean: 0, variance: 25 };

/**
 * What the old version's own minutes say about the noise: each kind of noise predicts the baseline's path around
 * an unknown level, with half of the variance that a difference of two arms has. Kinds with more noise than the
 * path shows lose weight, since nothing can hide noise. Kinds with less lose weight too, but not much: the path may
 * wander because of load that both arms share, which does not trouble their comparison.
 */
export class BaselinePath {
  readonly #noise: readonly Noise[];
  readonly #levels: readonly NoisyLevel[];

  constructor(noise: readonly Noise[]) {
    this.#noise = noise;
    this.#levels = noise.map(
      ({ deviation, persistence }) =>
        new NoisyLevel({ deviation: deviation * Math.SQRT1_2, persistence }, LEVEL),
    );
  }

  /** The baseline's minutes come in order. */
  observe({ minute, tally }: TimedTally): void {
    const likelihood = shareLikelihood(tally);
    if (likelihood === null) return;
    for (const level of this.#levels) level.observe(minute, likelihood);
  }

  /**
   * @param pairs minutes in which both arms were seen
   * @param ownNoise what calm kinds may lose however many pairs there are: how sure it is, as log-odds, that the
   * noise is the baseline's own
   * @returns log weights of the noise list, prior included
   */
  noiseWeights(pairs: number, ownNoise: number): number[] {
    const fits = this.#levels.map(({ logProbability }) => logProbability);
    const best = fits.indexOf(Math.max(...fits));
    const seen = this.#noise[best];
    const calmer = Math.max(ownNoise, (CALMER_CAP * FEW_PAIRS) / (FEW_PAIRS + pairs));
    return this.#noise.map((kind, i) => {
      const cap = seen && isLouder(kind, seen) ? LOUDER_CAP : calmer;
      return Math.log(kind.weight) + Math.max((fits[i] ?? 0) - (fits[best] ?? 0), -cap);
    });
  }
}

/** More noise than the other from minute to minute, or in the long run. */
function isLouder(one: Noise, other: Noise): boolean {
  return one.deviation > other.deviation || longRun(one) > longRun(other);
}

/** Variance of a long mean, for one minute: the spectrum of a first-order autoregression at frequency zero. */
function longRun({ deviation, persistence }: Noise): number {
  return (deviation ** 2 * (1 + persistence)) / (1 - persistence);
}
