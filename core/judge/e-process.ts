import { faded, type Noise, unseen } from './dispersion.ts';
import type { Likelihood } from './likelihood.ts';
import type { Effect, Model } from './model.ts';
import { assimilate, type Belief } from './random-effect.ts';

/** One hypothesis that predicts each minute from the minutes before it. */
class Forecaster {
  readonly noiseAt: number;
  readonly #logOdds: number;
  readonly #noise: Noise;
  #belief: Belief;
  /** Logarithm of its share of belief times the probability that it gave to what was seen. */
  #logWeight: number;

  constructor(boundary: number, { beyond, weight }: Effect, noise: Noise, noiseAt: number) {
    this.noiseAt = noiseAt;
    this.#logOdds = boundary + beyond;
    this.#noise = noise;
    this.#belief = unseen(noise);
    this.#logWeight = Math.log(weight);
  }

  get logWeight(): number {
    return this.#logWeight;
  }

  learn(elapsed: number, likelihood: Likelihood): void {
    const prior = faded(this.#belief, this.#noise, elapsed);
    const { logPredictive, posterior } = assimilate(likelihood, this.#logOdds, prior);
    this.#belief = posterior;
    this.#logWeight += logPredictive;
  }
}

/** "Worse" gives up what predicts so much worse than the best of "not worse": its stake is lost, its time saved. */
const HOPELESS = -30;

/**
 * The e-process of one question from one minute on: the probability that "worse" gave to what was seen, over the
 * probability that "not worse" gave to it. Both are mixtures of forecasters with the same noise; the ratio is a
 * martingale under the null mixture, so by Ville's inequality it reaches 1/alpha with probability at most alpha,
 * however often one looks.
 *
 * Sources: Ville 1939; Robbins 1970 (mixtures); Johari, Pekelis and Walsh 2019; Howard, Ramdas, McAuliffe and
 * Sekhon 2021; Lindon and Malek 2022 (counts); Ramdas, Grunwald, Vovk and Shafer 2023 (composite nulls).
 */
export class EProcess {
  readonly #notWorse: Forecaster[];
  #worse: Forecaster[];
  #last: number | undefined;

  constructor(model: Model, effects: readonly Effect[] = model.effects) {
    this.#notWorse = forecasters(model, [{ beyond: 0, weight: 1 }]);
    this.#worse = forecasters(model, effects);
  }

  /** @param minute its number on a scale of metric periods; gaps let old noise fade */
  observe(minute: number, likelihood: Likelihood): void {
    const elapsed = minute - (this.#last ?? minute);
    this.#last = minute;
    for (const forecaster of this.#notWorse) forecaster.learn(elapsed, likelihood);
    for (const forecaster of this.#worse) forecaster.learn(elapsed, likelihood);
    const best = this.#notWorse.reduce((most, { logWeight }) => Math.max(most, logWeight), -Infinity);
    if (this.#worse.some(({ logWeight }) => logWeight < best + HOPELESS)) {
      this.#worse = this.#worse.filter(({ logWeight }) => logWeight >= best + HOPELESS);
    }
  }

  /** @param noiseWeights log weights of the model's noise list */
  logEvidence(noiseWeights: readonly number[]): number {
    return mixture(this.#worse, noiseWeights) - mixture(this.#notWorse, noiseWeights);
  }
}

function forecasters({ boundary, noise }: Model, effects: readonly Effect[]): Forecaster[] {
  return effects.flatMap((effect) =>
    noise.map((kind, noiseAt) => new Forecaster(boundary, effect, kind, noiseAt)),
  );
}

/** Further from the largest than this, a term changes nothing. */
const NEGLIGIBLE = -40;

/** Logarithm of the sum of all weights; as `logSumExp`, without a list of its own, since it is asked often. */
function mixture(all: readonly Forecaster[], noiseWeights: readonly number[]): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const { logWeight, noiseAt } of all) {
    largest = Math.max(largest, logWeight + (noiseWeights[noiseAt] ?? -Infinity));
  }
  let sum = 0;
  for (const { logWeight, noiseAt } of all) {
    const below = logWeight + (noiseWeights[noiseAt] ?? -Infinity) - largest;
    if (below > NEGLIGIBLE) sum += Math.exp(below);
  }
  return largest + Math.log(sum);
}
