import type { Outcome } from './outcome.ts';

/**
 * What a runbook may do in an environment by itself: only say what it would do, ask a person first, or act. A person
 * may start it at every level.
 */
export const AUTONOMY = ['observe', 'ask', 'act'] as const;
export type Autonomy = (typeof AUTONOMY)[number];

/** What a runbook has earned in one environment. */
export interface AutonomyLedger {
  readonly level: Autonomy;
  /** Verified outcomes in a row since the level last changed. */
  readonly verified: number;
  /** Last changes of the level, newest last, at most `CHANGES_KEPT`. */
  readonly changes: readonly AutonomyChange[];
}

export interface AutonomyChange {
  readonly at: string;
  readonly from: Autonomy;
  readonly to: Autonomy;
  /** The run whose outcome did it. */
  readonly runId: string;
}

/** A new runbook asks. */
export const NEW_LEDGER: AutonomyLedger = { level: 'ask', verified: 0, changes: [] };

/** Verified outcomes in a row that raise a level by one. */
const VERIFIED_TO_RAISE: Readonly<Record<Autonomy, number>> = {
  observe: 1,
  ask: 3,
  act: Number.POSITIVE_INFINITY,
};
const CHANGES_KEPT = 20;

/**
 * The ledger after a run. Only a verified recovery raises; the first run that did not help, or failed, lowers by one.
 * @param at ISO 8601
 */
export function withOutcome(
  ledger: AutonomyLedger,
  outcome: Outcome,
  runId: string,
  at: string,
): AutonomyLedger {
  if (outcome === 'none') return ledger;
  if (outcome !== 'verified') return moved(ledger, -1, runId, at);
  const verified = ledger.verified + 1;
  return verified >= VERIFIED_TO_RAISE[ledger.level] ? moved(ledger, 1, runId, at) : { ...ledger, verified };
}

/** The level that counts: what was earned, but never above what the installation allows. */
export function levelOf({ level }: Pick<AutonomyLedger, 'level'>, ceiling: Autonomy): Autonomy {
  return AUTONOMY.indexOf(level) < AUTONOMY.indexOf(ceiling) ? level : ceiling;
}

function moved({ level, changes }: AutonomyLedger, by: 1 | -1, runId: string, at: string): AutonomyLedger {
  const to = AUTONOMY[Math.max(0, AUTONOMY.indexOf(level) + by)] ?? level;
  if (to === level) return { level, verified: 0, changes };
  return {
    level: to,
    verified: 0,
    changes: [...changes, { at, from: level, to, runId }].slice(-CHANGES_KEPT),
  };
}
