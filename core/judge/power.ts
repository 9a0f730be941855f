import { priorOf } from './dispersion.ts';
import { EProcess } from './e-process.ts';
import { FixedTest } from './fixed-test.ts';
import type { Judged } from './gap.ts';
import { oddsRatioLikelihood } from './likelihood.ts';
import { errorTally, requestsIn, sumTallies } from './minute.ts';
import { errorModel, type TestStakes } from './model.ts';
import type { Observation } from './observation.ts';
import { CAUTIOUS } from './onset.ts';
import { EARLY_MINUTES } from './signal-evidence.ts';
import { normalQuantile, normalTail } from './special-functions.ts';
import { boundaryOf, signalWeights } from './tolerance.ts';
import type { Reason } from './verdict.ts';
import { percent, significant } from './words.ts';

export interface PowerQuestion {
  readonly candidateRequestsPerMinute: number;
  readonly baselineRequestsPerMinute: number;
  readonly baselineErrorShare: number;
  /** The candidate's error share over the baseline's, above 1. */
  readonly regression: number;
  readonly bakeMinutes: number;
  readonly alpha: number;
  readonly tolerance: number;
  /** How many latency limits and custom metrics share the evidence with the errors. */
  readonly latencyLimits?: number;
  readonly customMetrics?: number;
  readonly metricMarginSeconds?: number;
  /** Against history there are no tests at fixed moments, and twice the tolerance; default `concurrent`. */
  readonly comparison?: Observation['comparison'];
}

export interface Power {
  /** Nine times in ten the regression ends the rollout before the bake does. */
  readonly detectable: boolean;
  /** Minutes from the start of the step to the verdict in the median case, the delay of metrics included. */
  readonly expectedMinutes: number | null;
  /** Candidate requests after which nine in ten such regressions are seen. */
  readonly requestsNeeded: number | null;
  readonly words: string;
}

/** Beyond this a rollout is not waiting for evidence any more. */
const LONGEST_MINUTES = 1440;
const FEWEST_BAD = 3;
const NINE_IN_TEN = 1.2816;

/**
 * Can a bake of this length see the regression of interest at this traffic? Runs the judge's own e-process and the
 * test at the end of the bake over the expected counts of each minute and reads off when they reject: Wald's
 * expected sample size (1945), with the log e-value's variance taken as twice its mean, as for a likelihood ratio
 * of normal observations.
 */
export function powerOf(question: PowerQuestion): Power {
  const path = expectedPath(question);
  const lag = (question.metricMarginSeconds ?? 120) / 60;
  if (path.median === null) return never(question);
  const expectedMinutes = path.median + lag;
  const requestsNeeded =
    path.likely === null ? null : Math.ceil(path.likely * question.candidateRequestsPerMinute);
  const detectable = path.likely !== null && path.likely <= question.bakeMinutes;
  const minutes = detectable || path.likely === null ? expectedMinutes : path.likely + lag;
  return { detectable, expectedMinutes, requestsNeeded, words: say(question, detectable, minutes) };
}

interface ExpectedPath {
  /** The minute in which the rollout ends in the median case. */
  readonly median: number | null;
  /** The shortest bake that ends the rollout nine times in ten. */
  readonly likely: number | null;
}

function expectedPath(question: PowerQuestion): ExpectedPath {
  const { candidateRequestsPerMinute: fresh, baselineRequestsPerMinute: old } = question;
  const share = Math.min(question.baselineErrorShare * question.regression, 1);
  const candidate = { bad: fresh * share, trials: fresh };
  const baseline = { bad: old * question.baselineErrorShare, trials: old };
  const likelihood = oddsRatioLikelihood(candidate, baseline);
  if (likelihood === null) return { median: null, likely: null };
  const comparison = question.comparison ?? 'concurrent';
  const isConcurrent = comparison === 'concurrent';
  const model = errorModel(boundaryOf(question.tolerance, comparison));
  const level =
    question.alpha * signalWeights(question.latencyLimits ?? 2, question.customMetrics ?? 0).errors;
  const bound = -Math.log(level * (isConcurrent ? model.stakes : CAUTIOUS).first);
  const sure = bound + NINE_IN_TEN * Math.sqrt(2 * bound);
  const process = new EProcess(model);
  const test = new FixedTest(model);
  let median: number | null = null;
  for (let minute = 1; minute <= LONGEST_MINUTES; minute += 1) {
    process.observe(minute, likelihood);
    test.seeBaseline({ minute, tally: baseline });
    test.seePair(minute, { candidate, baseline }, likelihood);
    if (minute * candidate.bad < FEWEST_BAD) continue;
    const statistic = process.logEvidence(priorOf(model.noise));
    const stake = isConcurrent ? stakeAt(model.stakes, minute, question.bakeMinutes) : 0;
    if (statistic >= bound || (stake > 0 && test.rejects(level * stake))) median ??= minute;
    if (statistic >= sure || (isConcurrent && test.rejects(unlucky(level * model.stakes.end)))) {
      return { median: median ?? minute, likely: minute };
    }
  }
  return { median, likely: null };
}

/** What is staked on a test after this minute. */
function stakeAt({ early, end }: TestStakes, minute: number, bakeMinutes: number): number {
  return minute === Math.round(bakeMinutes) ? end : minute === EARLY_MINUTES ? early : 0;
}

/** The level at which an average sample must be rejected for nine samples in ten to be rejected at this one. */
function unlucky(level: number): number {
  return normalTail(normalQuantile(level) + NINE_IN_TEN);
}

function never({ regression }: PowerQuestion): Power {
  const words = `At this traffic errors x${significant(regression)} cannot be seen within a day.`;
  return { detectable: false, expectedMinutes: null, requestsNeeded: null, words };
}

function say(question: PowerQuestion, detectable: boolean, minutes: number): string {
  const effect = `Errors x${significant(question.regression)} (from ${percent(question.baselineErrorShare)})`;
  const bake = `a bake of ${significant(question.bakeMinutes)} minutes`;
  return `${effect} ${detectable ? 'are' : 'would often not be'} seen in ${bake}: about ${significant(minutes)} minutes are needed.`;
}

/** A baseline without an error may still have half of one. */
const UNSEEN = 0.5;

/** Says so when a bake that passed could hardly have seen the regression the user cares about. */
export function lowPower({ arms, config, observation }: Judged): Reason[] {
  const minutes = arms.candidateStep.length;
  const errors = sumTallies(
    arms.baselineStep.map((minute) => errorTally(minute, config.unhealthyHostWeight)),
  );
  const power = powerOf({
    candidateRequestsPerMinute: requestsIn(arms.candidateStep) / minutes,
    baselineRequestsPerMinute: requestsIn(arms.baselineStep) / minutes,
    baselineErrorShare: Math.max(errors.bad, UNSEEN) / Math.max(errors.trials, 1),
    regression: config.regression,
    bakeMinutes: minutes,
    alpha: config.alpha,
    tolerance: config.tolerance,
    latencyLimits: observation.limits.length,
    customMetrics: observation.custom?.length ?? 0,
    metricMarginSeconds: config.metricMarginSeconds,
    comparison: observation.comparison,
  });
  return power.detectable ? [] : [{ code: 'LOW_POWER', words: power.words }];
}
