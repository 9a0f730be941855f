import type { Arms } from './arms.ts';
import { ratioOf, shareOf } from './comparison-signal.ts';
import { priorOf } from './dispersion.ts';
import { shareLikelihood, type Tally } from './likelihood.ts';
import { errorTally, type Minute, sumTallies } from './minute.ts';
import { errorModel, latencyModel, logit, type Model } from './model.ts';
import type { JudgeConfig, Observation } from './observation.ts';
import { OnsetProcess } from './onset.ts';
import { logEvidenceAbove, lowerBound, upperBound } from './proportion-bound.ts';
import { responseTimeTally } from './response-time.ts';
import type { Signal, SignalDecision } from './verdict.ts';

interface Limit {
  readonly name: string;
  readonly share: number;
  readonly model: Model;
  readonly tallyOf: (minute: Minute) => Tally | null;
}

/** The limits that hold whatever the old version does: error share and p95 of the response time. */
export function absoluteSignals(observation: Observation, arms: Arms, config: JudgeConfig): Signal[] {
  const { errorRate, responseTimeMs, rollbackThreshold } = config.absolute;
  const signals: Signal[] = [];
  const errors = (minute: Minute) => errorTally(minute, config.unhealthyHostWeight);
  if (rollbackThreshold !== undefined) signals.push(thresholdSignal(rollbackThreshold, arms, config));
  if (errorRate !== undefined) {
    const model = errorModel(logit(errorRate));
    signals.push(limitSignal({ name: 'errorRate', share: errorRate, model, tallyOf: errors }, arms, config));
  }
  if (responseTimeMs !== undefined) {
    const { share, tallyOf } = responseTimeTally(responseTimeMs, observation.limits);
    const model = latencyModel(logit(share));
    signals.push(limitSignal({ name: 'responseTime', share, model, tallyOf }, arms, config));
  }
  return signals;
}

function limitSignal(limit: Limit, arms: Arms, config: JudgeConfig): Signal {
  const process = new OnsetProcess(limit.model);
  const period = config.metricPeriodSeconds * 1000;
  for (const minute of arms.candidateStep) {
    const tally = limit.tallyOf(minute);
    process.observe(Math.round(minute.start / period), tally && shareLikelihood(tally));
  }
  const candidate = sumTallies(arms.candidateStep.map(limit.tallyOf));
  const baseline = sumTallies(arms.baselineStep.map(limit.tallyOf));
  const { logEvidence: statistic } = process.evidence(priorOf(limit.model.noise));
  return describe(limit.name, limit.share, statistic, candidate, baseline, config);
}

/** Gross failure needs this much of a sample, and no more. */
const THRESHOLD_TRIALS = 10;
const THRESHOLD_BAD = 5;
const THRESHOLD_MINUTES = 3;

/**
 * The error share that ends the rollout at once, over the step or over its last minutes. It speaks of these very
 * requests, so noise of minutes is no excuse and the plain bound for a proportion decides.
 */
function thresholdSignal(threshold: number, arms: Arms, config: JudgeConfig): Signal {
  const tallies = arms.candidateStep.map((minute) => errorTally(minute, config.unhealthyHostWeight));
  const whole = sumTallies(tallies);
  const recent = sumTallies(tallies.slice(-THRESHOLD_MINUTES));
  const [statistic, candidate] = [whole, recent]
    .map((tally) => [thresholdEvidence(tally, threshold), tally] as const)
    .reduce((one, other) => (other[0] > one[0] ? other : one));
  const baseline = sumTallies(
    arms.baselineStep.map((minute) => errorTally(minute, config.unhealthyHostWeight)),
  );
  return describe('rollbackThreshold', threshold, statistic, candidate, baseline, config);
}

function thresholdEvidence(tally: Tally, threshold: number): number {
  if (tally.trials < THRESHOLD_TRIALS || tally.bad < THRESHOLD_BAD) return 0;
  return logEvidenceAbove(tally, threshold);
}

function describe(
  name: string,
  limit: number,
  statistic: number,
  candidate: Tally,
  baseline: Tally,
  config: JudgeConfig,
): Signal {
  const bound = -Math.log(config.alpha);
  const share = shareOf(candidate);
  const old = shareOf(baseline);
  return {
    name,
    kind: 'absolute',
    decision: decide(limit, share, old, statistic >= bound),
    statistic,
    bound,
    samples: { baseline: baseline.trials, candidate: candidate.trials },
    effect: { baselineShare: old, candidateShare: share, ratio: ratioOf(share, limit) },
    limit: {
      share: limit,
      lower: lowerBound(candidate, config.alpha),
      upper: upperBound(candidate, config.alpha),
    },
  };
}

/**
 * At the end of a bake a share at or below the limit passes, though the sample may not prove it: the sample
 * floor is the user's word on how much proof is enough. A share above it never passes. Where the old version
 * breaks the limit as well and the candidate is no worse, going back would help nobody.
 */
function decide(limit: number, share: number | null, old: number | null, proven: boolean): SignalDecision {
  if (share === null) return 'NO_DATA';
  if (share <= limit) return 'FINE';
  if (old !== null && old > limit && share <= old) return 'UNDECIDED';
  return proven ? 'EXCEEDED' : 'UNDECIDED';
}
