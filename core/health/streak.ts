import type { Standing } from './finding.ts';

/**
 * A probe that was bad in so many runs one after the other fires, and one that was not bad in so many is well again: a
 * single lost probe is no incident, and a single lucky one no recovery.
 */
export const FIRES_AFTER = 2;
export const CLEARS_AFTER = 2;

/** What is remembered of a probe between runs. */
export interface Streak {
  /** Whether it was told as failing and not yet as well again. */
  readonly firing: boolean;
  /** Runs in a row that say the opposite of that. */
  readonly against: number;
  /** The first of those runs, ISO 8601. */
  readonly since?: string;
}

export interface Turned {
  readonly streak: Streak;
  /** What is to be told now; the time is when the state began. */
  readonly told?: { readonly state: 'FIRING' | 'RESOLVED'; readonly began: string };
}

export const QUIET: Streak = { firing: false, against: 0 };

/**
 * Takes in what one run says of a probe. What nobody has seen, or had nothing to measure, changes nothing.
 * @param at time of the run, ISO 8601
 */
export function follow(before: Streak, standing: Standing, at: string): Turned {
  if (standing === 'UNSEEN' || standing === 'IDLE') return { streak: before };
  const isBad = standing === 'BAD';
  if (isBad === before.firing) return { streak: { firing: before.firing, against: 0 } };
  const against = before.against + 1;
  const since = before.since ?? at;
  if (against < (before.firing ? CLEARS_AFTER : FIRES_AFTER))
    return { streak: { firing: before.firing, against, since } };
  const state = isBad ? 'FIRING' : 'RESOLVED';
  return { streak: { firing: isBad, against: 0 }, told: { state, began: since } };
}

/** What is told of a probe that is not made any more. */
export function dropped({ firing }: Streak, at: string): Turned['told'] {
  return firing ? { state: 'RESOLVED', began: at } : undefined;
}
