import { faded, type Noise, unseen } from './dispersion.ts';
import type { Likelihood } from './likelihood.ts';
import type { Effect, Model } from './model.ts';
import { assimilate, type Belief } from './random-effect.ts';
import { logSumExp } from './special-functions.ts';

/** One hypothesis that predicts each minute from the minutes before it. */
interface Forecaster {
  readonly logOdds: number;
  readonly logWeight: number;
  readonly noise: Noise;
  readonly noiseAt: number;
  belief: Belief;
  logProbability: number;
}

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
  readonly #worse: Forecaster[];
  #last: number | undefined;

  constructor(model: Model, effects: readonly Effect[] = model.effects) {
    this.#notWorse = forecasters(model, [{ beyond: 0, weight: 1 }]);
    this.#worse = forecasters(model, effects);
  }

  /** @param minute its number on a scale of metric periods; gaps let old noise fade */
  observe(minute: number, likelihood: Likelihood): void {
    const elapsed = minute - (this.#last ?? minute);
    this.#last = minute;
    for (const forecaster of this.#notWorse) learn(forecaster, elapsed, likelihood);
    for (const forecaster of this.#worse) learn(forecaster, elapsed, likelihood);
  }

  /** @param noiseWeights log weights of the model's noise list */
  logEvidence(noiseWeights: readonly number[]): number {
    return mixture(this.#worse, noiseWeights) - mixture(this.#notWorse, noiseWeights);
  }
}

function forecasters({ boundary, noise }: Model, effects: readonly Effect[]): Forecaster[] {
  return effects.flatMap(({ beyond, weight }) =>
    noise.map((kind, noiseAt) => ({
      logOdds: boundary + beyond,
      logWeight: Math.log(weight),
      noise: kind,
      noiseAt,
      belief: unseen(kind),
      logProbability: 0,
    })),
  );
}

function learn(forecaster: Forecaster, elapsed: number, likelihood: Likelihood): void {
  const prior = faded(forecaster.belief, forecaster.noise, elapsed);
  const { logPredictive, posterior } = assimilate(likelihood, forecaster.logOdds, prior);
  forecaster.belief = posterior;
  forecaster.logProbability += logPredictive;
}

function mixture(all: readonly Forecaster[], noiseWeights: readonly number[]): number {
  return logSumExp(
    all.map(
      ({ logWeight, noiseAt, logProbability }) =>
        logWeight + (noiseWeights[noiseAt] ?? -Infinity) + logProbability,
    ),
  );
}
