import type { Method } from './objective.ts';
import type { Tally } from './tally.ts';

/** An error budget in its own unit: bad events or bad slices that may be, and that were. */
export interface Budget {
  readonly allowed: number;
  readonly consumed: number;
  /** 1 is untouched, 0 is used up, below is overdrawn. */
  readonly remaining: number;
}

/**
 * The budget of a window. Of events, so many may be bad as the target leaves of those that came so far: what will come
 * is not guessed. Of slices, so many as it leaves of the whole window, whose length is known.
 * @param slices of the whole window, without those that are excluded
 * @returns nothing where nothing was counted
 */
export function budgetOf(
  { good, total }: Tally,
  target: number,
  method: Method,
  slices: number,
): Budget | undefined {
  if (total === 0) return undefined;
  const allowed = (1 - target) * (method.kind === 'Occurrences' ? total : Math.max(slices, total));
  const consumed = total - good;
  return { allowed, consumed, remaining: 1 - consumed / allowed };
}

/** Share of good events or slices; nothing where there were none. */
export function attainedOf({ good, total }: Tally): number | undefined {
  return total === 0 ? undefined : good / total;
}

/** How many times its pace a budget burns: 1 uses it up exactly at the end of its period. */
export function burnOf({ good, total }: Tally, target: number): number | undefined {
  return total === 0 ? undefined : (total - good) / total / (1 - target);
}

/** What is needed to say when a budget will be used up. */
export interface Pace {
  readonly now: number;
  readonly remaining: number;
  readonly periodSeconds: number;
  readonly burn: number | undefined;
  /** End of a calendar window, at which the budget begins anew. */
  readonly resetsAt?: number;
}

/**
 * When the budget will be used up if it burns on like this, in milliseconds: now plus what remains of the period at
 * this pace. Nothing where it never will: at a pace of 1 or less a rolling window gives back as much as it loses.
 */
export function exhaustionOf({ now, remaining, periodSeconds, burn, resetsAt }: Pace): number | undefined {
  if (remaining <= 0) return now;
  if (burn === undefined || burn <= 0) return undefined;
  if (resetsAt === undefined && burn <= 1) return undefined;
  const at = now + (remaining * periodSeconds * 1000) / burn;
  return resetsAt !== undefined && at >= resetsAt ? undefined : at;
}
