import type { Outcome } from './outcome.ts';

/** How a runbook did lately on one target. */
export interface Brake {
  /** Runs in a row that did not help or failed. */
  readonly ineffective: number;
  /** No run may begin before; ISO 8601. */
  readonly blockedUntil?: string;
}

export const RELEASED: Brake = { ineffective: 0 };
const INEFFECTIVE_TO_BLOCK = 3;
const BLOCKED_SECONDS = 3600;

/**
 * The brake after a run. Only a verified recovery releases it: once the hour is over, one more run that does not help
 * blocks again.
 * @param at ISO 8601
 */
export function afterRun(brake: Brake, outcome: Outcome, at: string): Brake {
  if (outcome === 'none') return brake;
  if (outcome === 'verified') return RELEASED;
  const ineffective = brake.ineffective + 1;
  if (ineffective < INEFFECTIVE_TO_BLOCK) return { ...brake, ineffective };
  const blockedUntil = new Date(Date.parse(at) + BLOCKED_SECONDS * 1000).toISOString();
  return { ineffective, blockedUntil };
}

/** Seconds for which no run may begin; 0 when one may. */
export function blockedSeconds({ blockedUntil }: Brake, now: number): number {
  return blockedUntil === undefined ? 0 : Math.max(0, Math.ceil((Date.parse(blockedUntil) - now) / 1000));
}
