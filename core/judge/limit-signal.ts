import { ratioOf, shareOf } from './comparison-signal.ts';
import { priorOf } from './dispersion.ts';
import { shareLikelihood, type Tally } from './likelihood.ts';
import type { Model } from './model.ts';
import type { JudgeConfig } from './observation.ts';
import { OnsetProcess } from './onset.ts';
import { lowerBound, upperBound } from './proportion-bound.ts';
import type { Signal, SignalDecision } from './verdict.ts';

/** A tally with the place of its metric period; null says nothing. */
export type Placed = readonly [period: number, tally: Tally | null];

/** Logarithm of the evidence that a share of bad events is above the model's boundary, in spite of noise of minutes. */
export function evidenceAbove(model: Model, tallies: readonly Placed[]): number {
  const process = new OnsetProcess(model);
  for (const [period, tally] of tallies) process.observe(period, tally && shareLikelihood(tally));
  return process.evidence(priorOf(model.noise)).logEvidence;
}

/** A share of bad events and what of it was seen. */
export interface SeenLimit {
  readonly name: string;
  /** The largest share that may be bad. */
  readonly limit: number;
  /** Logarithm of the evidence that the candidate's share is above it. */
  readonly statistic: number;
  readonly candidate: Tally;
  readonly baseline: Tally;
}

/** The signal of a limit that holds whatever the old version does. */
export function limitSignal(
  { name, limit, statistic, candidate, baseline }: SeenLimit,
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
