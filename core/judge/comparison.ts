import type { Arms } from './arms.ts';
import { compareShares, type Question, type Weighed } from './comparison-signal.ts';
import { compareCustom } from './custom-signal.ts';
import { errorTally, latencyTally } from './minute.ts';
import { errorModel, latencyModel } from './model.ts';
import type { JudgeConfig, Observation } from './observation.ts';
import { logSumExp } from './special-functions.ts';
import { boundaryOf, signalWeights } from './tolerance.ts';
import type { Signal, Verdict } from './verdict.ts';

export interface Comparison {
  readonly signals: readonly Signal[];
  readonly combined: Verdict['combined'];
  /** The signal that speaks loudest against the version, once all together are loud enough. */
  readonly worst: Signal | null;
}

/**
 * The candidate against the baseline on every signal. A mean of e-values is an e-value, so the combination keeps
 * the promise of alpha whatever the signals have to do with each other.
 */
export function compareArms(observation: Observation, arms: Arms, config: JudgeConfig): Comparison {
  const weighed = weighAll(observation, arms, config);
  const statistic = logSumExp(weighed.map(loudness));
  const bound = -Math.log(config.alpha);
  const loudest = weighed.reduce((one, other) => (loudness(other) > loudness(one) ? other : one));
  return {
    signals: weighed.map(({ signal }) => signal),
    combined: { statistic, bound },
    worst: statistic >= bound ? loudest.signal : null,
  };
}

function loudness({ weight, signal }: Weighed): number {
  return Math.log(weight) + signal.statistic;
}

function weighAll(observation: Observation, arms: Arms, config: JudgeConfig): [Weighed, ...Weighed[]] {
  const { limits, comparison, custom = [] } = observation;
  const weights = signalWeights(limits.length, custom.length);
  const errors: Question = {
    name: 'errors',
    model: errorModel(boundaryOf(config.tolerance, comparison)),
    weight: weights.errors,
    tallyOf: (minute) => errorTally(minute, config.unhealthyHostWeight),
    suspectsTotals: true,
  };
  const slow = limits.map(
    ({ name }): Question => ({
      name: `latency above ${name}`,
      model: latencyModel(boundaryOf(config.latencyTolerance, comparison)),
      weight: weights.latency,
      tallyOf: (minute) => latencyTally(minute, name),
      suspectsTotals: false,
    }),
  );
  return [
    compareShares(errors, arms, config),
    ...slow.map((question) => compareShares(question, arms, config)),
    ...custom.map((metric) =>
      compareCustom(metric, weights.custom, boundaryOf(config.tolerance, comparison), config),
    ),
  ];
}
