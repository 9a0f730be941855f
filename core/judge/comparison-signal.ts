import type { Arms } from './arms.ts';
import { oddsRatioLikelihood, type Tally } from './likelihood.ts';
import type { Minute } from './minute.ts';
import type { Model } from './model.ts';
import type { JudgeConfig } from './observation.ts';
import { isBelievable, type PairedTotals, type Totals } from './paired-totals.ts';
import { phaseOf } from './phase.ts';
import { SignalEvidence, type SignalEvidenceSeen } from './signal-evidence.ts';
import { logSumExp } from './special-functions.ts';
import type { Effect, Signal, SignalDecision } from './verdict.ts';

export interface Question {
  readonly name: string;
  readonly model: Model;
  /** Share of this signal in the combined e-value. */
  readonly weight: number;
  readonly tallyOf: (minute: Minute) => Tally | null;
  /** Whether totals that look worse forbid promotion, though noise of minutes may explain them. */
  readonly suspectsTotals: boolean;
}

/** A signal and its share in the combined comparison. */
export interface Weighed {
  readonly signal: Signal;
  readonly weight: number;
}

/** Promotion is refused from this e-value on: four errors against none, at equal traffic, are enough. */
const SUSPICIOUS = Math.log(3.5);

/** Is the candidate's share of bad events larger than the baseline's by more than tolerance and noise explain? */
export function compareShares(question: Question, arms: Arms, config: JudgeConfig): Weighed {
  const period = config.metricPeriodSeconds * 1000;
  const level = config.alpha * question.weight;
  const evidence = gather(question, arms, config);
  const seen = evidence.evidence(phaseOf(config) === 'over');
  const bound = -Math.log(level);
  const { candidate, baseline } = evidence.totals.all;
  const signal: Signal = {
    name: question.name,
    kind: 'comparison',
    decision: decide(question, seen, bound, evidence.totals, config),
    statistic: seen.logEvidence,
    bound,
    samples: { baseline: baseline.trials, candidate: candidate.trials },
    effect: effectOf(evidence.totals.since(seen.since)),
    since: seen.since * period,
  };
  return { signal, weight: question.weight };
}

/** Minutes in the order in which they came; against history, all of the old version's first. */
function gather({ model, weight, tallyOf }: Question, arms: Arms, config: JudgeConfig): SignalEvidence {
  const period = config.metricPeriodSeconds * 1000;
  const at = ({ start }: Minute) => Math.round(start / period);
  const isConcurrent = arms.comparison === 'concurrent';
  const plan = { endMinute: Math.ceil(config.times.bakeEndsAt / period), steps: config.steps ?? 1 };
  const evidence = new SignalEvidence(model, config.alpha * weight, isConcurrent ? plan : null);
  const partners = new Map(isConcurrent ? arms.pairs.map((pair) => [pair.baseline, pair.candidate]) : []);
  const seePair = (old: Minute, fresh: Minute | undefined) => {
    const baseline = tallyOf(old);
    const candidate = fresh ? tallyOf(fresh) : null;
    if (fresh && baseline && candidate) evidence.seePair(at(fresh), candidate, baseline);
  };
  for (const old of arms.baseline) {
    const tally = tallyOf(old);
    if (tally) evidence.seeBaseline({ minute: at(old), tally });
    seePair(old, partners.get(old));
  }
  if (!isConcurrent) for (const { baseline, candidate } of arms.pairs) seePair(baseline, candidate);
  return evidence;
}

function decide(
  question: Question,
  { logEvidence, running }: SignalEvidenceSeen,
  bound: number,
  totals: PairedTotals,
  config: JudgeConfig,
): SignalDecision {
  const { candidate, baseline } = totals.all;
  if (candidate.trials === 0 || baseline.trials === 0) return 'NO_DATA';
  if (logEvidence >= bound) return 'WORSE';
  const total = question.suspectsTotals && isBelievable(totals.all) ? plainEvidence(question, totals.all) : 0;
  return running >= SUSPICIOUS || total >= -Math.log(config.alpha) ? 'SUSPECT' : 'FINE';
}

/** The same evidence from the totals of all minutes, as if there were no minute noise. */
function plainEvidence({ model }: Question, { candidate, baseline }: Totals): number {
  const likelihood = oddsRatioLikelihood(candidate, baseline);
  if (likelihood === null) return 0;
  const atBoundary = likelihood.value(model.boundary);
  return logSumExp(
    model.effects.map(
      ({ beyond, weight }) => Math.log(weight) + likelihood.value(model.boundary + beyond) - atBoundary,
    ),
  );
}

function effectOf(totals: Totals): Effect {
  const candidate = shareOf(totals.candidate);
  const baseline = shareOf(totals.baseline);
  return { baselineShare: baseline, candidateShare: candidate, ratio: ratioOf(candidate, baseline) };
}

export function shareOf({ bad, trials }: Tally): number | null {
  return trials > 0 ? bad / trials : null;
}

export function ratioOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}
