import type { Arms } from './arms.ts';
import { learnNoise } from './baseline-path.ts';
import { oddsRatioLikelihood, type Tally } from './likelihood.ts';
import { type Minute, type Pair, sumTallies } from './minute.ts';
import type { Model } from './model.ts';
import type { JudgeConfig } from './observation.ts';
import { OnsetProcess } from './onset.ts';
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

interface Compared {
  readonly pair: Pair;
  readonly baseline: Tally;
  readonly candidate: Tally;
}

/** Fewer bad events than this are an accident, whatever the odds. */
const FEWEST_BAD = 3;
/** Promotion is refused from this e-value on: four errors against none, at equal traffic, are enough. */
const SUSPICIOUS = Math.log(2.75);

/** Is the candidate's share of bad events larger than the baseline's by more than tolerance and noise explain? */
export function compareShares(question: Question, arms: Arms, config: JudgeConfig): Weighed {
  const compared = arms.pairs.flatMap((pair) => {
    const baseline = question.tallyOf(pair.baseline);
    const candidate = question.tallyOf(pair.candidate);
    return baseline && candidate ? [{ pair, baseline, candidate }] : [];
  });
  const period = config.metricPeriodSeconds * 1000;
  const process = new OnsetProcess(question.model);
  for (const { pair, baseline, candidate } of compared) {
    process.observe(Math.round(pair.candidate.start / period), oddsRatioLikelihood(candidate, baseline));
  }
  const from = (minute: number) => compared.filter(({ pair }) => pair.candidate.start >= minute * period);
  const { logEvidence: statistic, since } = process.evidence(noiseOf(question, arms, config), (minute) =>
    isBelievable(from(minute)),
  );
  const bound = -Math.log(config.alpha * question.weight);
  const signal: Signal = {
    name: question.name,
    kind: 'comparison',
    decision: decide(statistic, bound, question, compared, config),
    statistic,
    bound,
    samples: samplesOf(compared),
    effect: effectOf(from(since)),
    since: since * period,
  };
  return { signal, weight: question.weight };
}

function noiseOf({ model, tallyOf }: Question, arms: Arms, config: JudgeConfig): number[] {
  const period = config.metricPeriodSeconds * 1000;
  const path = arms.baseline.flatMap((minute) => {
    const tally = tallyOf(minute);
    return tally === null ? [] : [{ minute: Math.round(minute.start / period), tally }];
  });
  return learnNoise(model.noise, path);
}

function decide(
  statistic: number,
  bound: number,
  question: Question,
  compared: readonly Compared[],
  config: JudgeConfig,
): SignalDecision {
  const samples = samplesOf(compared);
  if (samples.candidate === 0 || samples.baseline === 0) return 'NO_DATA';
  if (statistic >= bound) return 'WORSE';
  const total = question.suspectsTotals && isBelievable(compared) ? plainEvidence(question, compared) : 0;
  return statistic >= SUSPICIOUS || total >= -Math.log(config.alpha) ? 'SUSPECT' : 'FINE';
}

/** The same evidence from the totals of all minutes, as if there were no minute noise. */
function plainEvidence({ model }: Question, compared: readonly Compared[]): number {
  const candidate = sumTallies(compared.map((minute) => minute.candidate));
  const likelihood = oddsRatioLikelihood(candidate, sumTallies(compared.map((minute) => minute.baseline)));
  if (likelihood === null) return 0;
  const atBoundary = likelihood(model.boundary).value;
  return logSumExp(
    model.effects.map(
      ({ beyond, weight }) => Math.log(weight) + likelihood(model.boundary + beyond).value - atBoundary,
    ),
  );
}

/** Speaks against the version only what is worse on the whole, and more than an accident. */
function isBelievable(compared: readonly Compared[]): boolean {
  const candidate = sumTallies(compared.map((minute) => minute.candidate));
  const baseline = sumTallies(compared.map((minute) => minute.baseline));
  return candidate.bad >= FEWEST_BAD && candidate.bad * baseline.trials > baseline.bad * candidate.trials;
}

function samplesOf(compared: readonly Compared[]): Signal['samples'] {
  return {
    baseline: sumTallies(compared.map((minute) => minute.baseline)).trials,
    candidate: sumTallies(compared.map((minute) => minute.candidate)).trials,
  };
}

function effectOf(compared: readonly Compared[]): Effect {
  const candidate = shareOf(sumTallies(compared.map((minute) => minute.candidate)));
  const baseline = shareOf(sumTallies(compared.map((minute) => minute.baseline)));
  return { baselineShare: baseline, candidateShare: candidate, ratio: ratioOf(candidate, baseline) };
}

export function shareOf({ bad, trials }: Tally): number | null {
  return trials > 0 ? bad / trials : null;
}

export function ratioOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}
