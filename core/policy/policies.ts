import type { Situation } from './situation.ts';

/** One policy, compiled; see `emitPolicies`. */
export interface Policy {
  readonly id: string;
  readonly permits: boolean;
  /** It goes by the environment or service that a call is about, for callers of every grant. */
  readonly readsTarget: boolean;
  /** Throws where it cannot be evaluated. */
  readonly applies: (situation: Situation) => boolean;
}

/** What policies say of a request. */
export interface Decision {
  readonly allowed: boolean;
  /** Policies that decided: those that forbid it, or else those that permit it. */
  readonly reasons: readonly string[];
  /** Policies that could not be evaluated on it. */
  readonly errors: readonly string[];
}

/**
 * Decides as Cedar does: any `forbid` that applies refuses, else any `permit` allows, else it is refused; a policy that
 * cannot be evaluated does not apply, and is named.
 */
export function decide(policies: readonly Policy[], situation: Situation): Decision {
  const permitting: string[] = [];
  const forbidding: string[] = [];
  const errors: string[] = [];
  for (const { id, permits, applies } of policies) {
    try {
      if (applies(situation)) (permits ? permitting : forbidding).push(id);
    } catch {
      errors.push(id);
    }
  }
  const allowed = forbidding.length === 0 && permitting.length > 0;
  return { allowed, reasons: forbidding.length > 0 ? forbidding : permitting, errors };
}
