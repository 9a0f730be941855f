import type { ObservedObjective } from './observation.ts';

/** Changes whenever the same observation could get another verdict. */
export const CODE_VERSION = 'judge-2';

/**
 * CONTINUE: nothing speaks against the version so far. PROMOTE: this step has passed. ROLL_BACK: it is worse.
 * INSUFFICIENT: no verdict can be given on this evidence; the caller waits, pauses or rolls back.
 */
export type Decision = 'CONTINUE' | 'PROMOTE' | 'ROLL_BACK' | 'INSUFFICIENT';

export type ReasonCode =
  | 'ALARM_STARTED'
  | 'ALARM_WAS_FIRING'
  | 'ROLLBACK_THRESHOLD'
  | 'LIMIT_EXCEEDED'
  | 'BUDGET_BURNS'
  | 'WORSE_THAN_BASELINE'
  | 'NO_DATA'
  | 'BELOW_SAMPLE_FLOOR'
  | 'NO_COMPARISON'
  | 'SUSPECT'
  | 'LIMIT_UNDECIDED'
  | 'BOTH_EXCEED_LIMIT'
  | 'HISTORICAL_COMPARISON'
  | 'NO_ABSOLUTE_LIMIT'
  | 'LOW_POWER'
  | 'TOO_EARLY'
  | 'DEADLINE_PASSED'
  | 'BAKING'
  | 'STEP_PASSED';

export interface Reason {
  readonly code: ReasonCode;
  readonly words: string;
}

/** WORSE and EXCEEDED speak for rollback; SUSPECT and UNDECIDED forbid promotion; NO_DATA is no evidence. */
export type SignalDecision = 'WORSE' | 'EXCEEDED' | 'SUSPECT' | 'UNDECIDED' | 'FINE' | 'NO_DATA';

export interface Effect {
  readonly baselineShare: number | null;
  readonly candidateShare: number | null;
  /** Candidate over baseline (or over the absolute limit); null when there is nothing to divide by. */
  readonly ratio: number | null;
}

export interface Signal {
  readonly name: string;
  readonly kind: 'comparison' | 'absolute';
  readonly decision: SignalDecision;
  /** Logarithm of the e-value. */
  readonly statistic: number;
  /** The statistic at which this signal alone ends the rollout. */
  readonly bound: number;
  readonly samples: { readonly baseline: number; readonly candidate: number };
  readonly effect: Effect;
  /** For an absolute limit: the limit, and the shares the sample confines the truth to. */
  readonly limit?: { readonly share: number; readonly lower: number; readonly upper: number };
  /** For an objective: how fast its budget has burned since the shift, in times its pace, and what is too fast. */
  readonly burn?: {
    readonly scope: ObservedObjective['scope'];
    readonly rate: number | null;
    readonly fastest: number;
  };
  /** Why there is no data, as a sentence. */
  readonly unseen?: string;
  /** Start of the minutes that speak loudest, in milliseconds since the epoch. */
  readonly since?: number;
}

export interface Missing {
  readonly what: string;
  readonly requestsNeeded?: number;
  readonly secondsNeeded?: number;
}

/** Plain data, kept as the record of the decision. */
export interface Verdict {
  readonly decision: Decision;
  readonly reasons: readonly Reason[];
  readonly comparison: 'concurrent' | 'historical';
  /** The comparison over all signals: the weighted mean of their e-values. */
  readonly combined: { readonly statistic: number; readonly bound: number };
  readonly signals: readonly Signal[];
  readonly missing?: Missing;
  /** When to look again; 0 when the step is decided. */
  readonly nextLookSeconds: number;
  readonly codeVersion: string;
}
