import type { Arms } from './arms.ts';
import type { Tally } from './likelihood.ts';
import { evidenceAbove, limitSignal, type Placed } from './limit-signal.ts';
import { errorTally, type Minute, sumTallies } from './minute.ts';
import { errorModel, latencyModel, logit, type Model } from './model.ts';
import type { JudgeConfig, Observation } from './observation.ts';
import { logEvidenceAbove } from './proportion-bound.ts';
import { responseTimeTally } from './response-time.ts';
import type { Signal } from './verdict.ts';

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
    signals.push(signalOf({ name: 'errorRate', share: errorRate, model, tallyOf: errors }, arms, config));
  }
  if (responseTimeMs !== undefined) {
    const { share, tallyOf } = responseTimeTally(responseTimeMs, observation.limits);
    const model = latencyModel(logit(share));
    signals.push(signalOf({ name: 'responseTime', share, model, tallyOf }, arms, config));
  }
  return signals;
}

function signalOf(limit: Limit, arms: Arms, config: JudgeConfig): Signal {
  const period = config.metricPeriodSeconds * 1000;
  const tallies = arms.candidateStep.map(
    (minute): Placed => [Math.round(minute.start / period), limit.tallyOf(minute)],
  );
  const seen = {
    name: limit.name,
    limit: limit.share,
    statistic: evidenceAbove(limit.model, tallies),
    candidate: sumTallies(tallies.map(([, tally]) => tally)),
    baseline: sumTallies(arms.baselineStep.map(limit.tallyOf)),
  };
  return limitSignal(seen, config);
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
  return limitSignal({ name: 'rollbackThreshold', limit: threshold, statistic, candidate, baseline }, config);
}

function thresholdEvidence(tally: Tally, threshold: number): number {
  if (tally.trials < THRESHOLD_TRIALS || tally.bad < THRESHOLD_BAD) return 0;
  return logEvidenceAbove(tally, threshold);
}
