import type { Likelihood } from './likelihood.ts';
import { assimilate, type Belief } from './random-effect.ts';

/** A stationary first-order autoregression around zero, in log-odds. */
export interface Autoregression {
  readonly deviation: number;
  /** Share of a minute's noise that is still there a minute later. */
  readonly persistence: number;
}

/**
 * An unknown level that is seen through noise: a normal belief about both, minute by minute. A Kalman filter
 * whose measurements are binomial (see `assimilate`).
 */
export class NoisyLevel {
  readonly #variance: number;
  readonly #persistence: number;
  readonly #prior: Belief;
  #level: number;
  #levelVariance: number;
  #noise = 0;
  #noiseVariance: number;
  /** Covariance of level and noise. */
  #covariance = 0;
  #logProbability = 0;
  #last: number | undefined;

  /** @param prior what is believed of the level before anything was seen */
  constructor({ deviation, persistence }: Autoregression, prior: Belief) {
    this.#variance = deviation ** 2;
    this.#persistence = persistence;
    this.#prior = prior;
    this.#level = prior.mean;
    this.#levelVariance = prior.variance;
    this.#noiseVariance = this.#variance;
  }

  /** Log-likelihood of all that was seen. */
  get logProbability(): number {
    return this.#logProbability;
  }

  /** Minutes come in order; `minute` counts metric periods. */
  observe(minute: number, likelihood: Likelihood): void {
    this.#fade(minute - (this.#last ?? minute));
    this.#last = minute;
    const variance = this.#levelVariance + this.#noiseVariance + 2 * this.#covariance;
    const before = { mean: this.#noise, variance };
    const { logPredictive, posterior } = assimilate(likelihood, this.#level, before);
    this.#logProbability += logPredictive;
    this.#correct(before, posterior);
  }

  /** What the minutes alone say about the level, the prior taken out again; null while they say nothing. */
  estimate(): Belief | null {
    const precision = 1 / this.#levelVariance - 1 / this.#prior.variance;
    if (!(precision > 0)) return null;
    const weighed = this.#level / this.#levelVariance - this.#prior.mean / this.#prior.variance;
    return { mean: weighed / precision, variance: 1 / precision };
  }

  #fade(elapsed: number): void {
    const kept = this.#persistence ** elapsed;
    this.#noise *= kept;
    this.#noiseVariance = kept * kept * this.#noiseVariance + (1 - kept * kept) * this.#variance;
    this.#covariance *= kept;
  }

  /** What is learned of the sum of level and noise is split between the two. */
  #correct(before: Belief, after: Belief): void {
    const toLevel = (this.#levelVariance + this.#covariance) / before.variance;
    const toNoise = (this.#noiseVariance + this.#covariance) / before.variance;
    const learned = before.variance - after.variance;
    this.#level += toLevel * (after.mean - before.mean);
    this.#noise += toNoise * (after.mean - before.mean);
    this.#levelVariance -= toLevel * toLevel * learned;
    this.#noiseVariance -= toNoise * toNoise * learned;
    this.#covariance -= toLevel * toNoise * learned;
  }
}
