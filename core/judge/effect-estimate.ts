import type { Likelihood } from './likelihood.ts';
import type { Model } from './model.ts';
import { NoisyLevel } from './noisy-level.ts';
import { logSumExp, normalTail } from './special-functions.ts';

/** Wide enough to be forgotten after a few minutes: its share is taken out of the estimate again. */
const PRIOR = { mean: 0, variance: 4 };

/**
 * The difference of two arms in log-odds, estimated under each kind of noise in the model's list. How likely each
 * kind is follows from the minutes themselves, so that the tail probability below is that of a mixture: where the
 * minutes do not tell which kind of noise they have, the louder kinds widen it, as Student's t does for one.
 */
export class EffectEstimate {
  readonly #levels: readonly NoisyLevel[];

  constructor({ noiseGrid }: Model) {
    this.#levels = noiseGrid.map((kind) => new NoisyLevel(kind, PRIOR));
  }

  /** @param minute its number on a scale of metric periods */
  observe(minute: number, likelihood: Likelihood): void {
    for (const level of this.#levels) level.observe(minute, likelihood);
  }

  /**
   * How probable a difference at least as large as the one seen is, if the true one is `boundary`; 1 while nothing
   * was seen. The posterior of a location with a flat prior is its confidence distribution (Pitman 1939).
   *
   * @param noiseWeights log weights of the model's noise list
   * @param small what the estimate does not know of small counts
   */
  tail(boundary: number, noiseWeights: readonly number[], { shift, excess }: SmallSample): number {
    const logs = this.#levels.map(({ logProbability }, i) => (noiseWeights[i] ?? -Infinity) + logProbability);
    const total = logSumExp(logs);
    return this.#levels.reduce((sum, level, i) => {
      const estimate = level.estimate();
      const above = estimate
        ? signedRoot(estimate.mean - shift - boundary, estimate.variance, excess)
        : -Infinity;
      return sum + Math.exp((logs[i] ?? -Infinity) - total) * normalTail(above);
    }, 0);
  }
}

/** Corrections for few events; zero for many. */
export interface SmallSample {
  /** By how much to lower the estimate. */
  readonly shift: number;
  /** By how much larger the variance would be if there were no difference: the counts would be smaller. */
  readonly excess: number;
}

/**
 * The signed root of the likelihood ratio, to second order: for a count, two parts of Wald's statistic and one of
 * the score's, as the expansion of Poisson's likelihood in the difference shows.
 */
function signedRoot(difference: number, variance: number, excess: number): number {
  const square = (2 / variance + 1 / (variance + excess)) / 3;
  return difference * Math.sqrt(square);
}
