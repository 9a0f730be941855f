import { learnNoise, type TimedTally } from '../../core/judge/baseline-path.ts';
import { oddsRatioLikelihood, type Tally } from '../../core/judge/likelihood.ts';
import { errorTally, latencyTally, type Minute } from '../../core/judge/minute.ts';
import { errorModel, latencyModel, type Model } from '../../core/judge/model.ts';
import { JUDGE_DEFAULTS, type Observation } from '../../core/judge/observation.ts';
import { OnsetProcess } from '../../core/judge/onset.ts';
import { logSumExp } from '../../core/judge/special-functions.ts';
import { boundaryOf, signalWeights } from '../../core/judge/tolerance.ts';

interface Stream {
  readonly model: Model;
  readonly weight: number;
  readonly tallyOf: (minute: Minute) => Tally | null;
  readonly process: OnsetProcess;
  readonly path: TimedTally[];
}

/**
 * The minute at which the comparison first rolls back when it looks at every minute, or null. The same evidence
 * as `judge`, kept between looks instead of computed anew, so that thousands of rollouts can be simulated.
 */
export function firstRollback(observation: Observation): number | null {
  const streams = streamsOf(observation);
  const bound = -Math.log(JUDGE_DEFAULTS.alpha);
  for (let minute = 0; minute < observation.candidate.length; minute += 1) {
    const parts = streams.map((stream) => Math.log(stream.weight) + look(stream, observation, minute));
    if (logSumExp(parts) >= bound) return minute + 1;
  }
  return null;
}

function streamsOf({ limits, comparison }: Observation): Stream[] {
  const weights = signalWeights(limits.length, 0);
  const errors = errorModel(boundaryOf(JUDGE_DEFAULTS.tolerance, comparison));
  const latency = latencyModel(boundaryOf(JUDGE_DEFAULTS.latencyTolerance, comparison));
  return [
    streamOf(errors, weights.errors, (minute) => errorTally(minute, JUDGE_DEFAULTS.unhealthyHostWeight)),
    ...limits.map(({ name }) => streamOf(latency, weights.latency, (minute) => latencyTally(minute, name))),
  ];
}

function streamOf(model: Model, weight: number, tallyOf: Stream['tallyOf']): Stream {
  return { model, weight, tallyOf, process: new OnsetProcess(model), path: [] };
}

function look({ model, process, path, tallyOf }: Stream, observation: Observation, minute: number): number {
  const tallyAt = (minutes: readonly Minute[], at: number) => {
    const found = minutes[at];
    return (found && tallyOf(found)) ?? { bad: 0, trials: 0 };
  };
  const baseline = tallyAt(observation.baseline, minute);
  path.push({ minute, tally: baseline });
  process.observe(minute, oddsRatioLikelihood(tallyAt(observation.candidate, minute), baseline));
  return process.evidence(learnNoise(model.noise, path)).logEvidence;
}
