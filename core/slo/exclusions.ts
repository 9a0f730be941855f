import type { Window } from '../freeze/freeze.ts';
import { stretchOn } from '../freeze/weekly-stretch.ts';
import { DAY_MS, wallTimeAt } from '../zoned-time.ts';
import type { Exclusion } from './objective.ts';
import type { Excluded } from './tally.ts';

/** Windows that an objective may have. */
export const MOST_EXCLUSIONS = 50;

/**
 * Which slots do not count: those of which any part lies in one of the windows. A weekly one begins when it was said,
 * not before.
 */
export function excludedBy(exclusions: readonly Exclusion[], slotSeconds: number): Excluded {
  return (at) => exclusions.some((exclusion) => covers(exclusion, at, at + slotSeconds * 1000));
}

/** Only what was agreed upon with the customers. */
export function agreedOnly(exclusions: readonly Exclusion[]): Exclusion[] {
  return exclusions.filter(({ agreed }) => agreed);
}

function covers({ window, at: since }: Exclusion, from: number, to: number): boolean {
  if ('days' in window) return from >= Date.parse(since) && (inWeek(window, from) || inWeek(window, to - 1));
  return Date.parse(window.from) < to && from < Date.parse(window.to);
}

function inWeek(window: Extract<Window, { days: unknown }>, at: number): boolean {
  const wall = wallTimeAt(at, window.timeZone);
  const today = wall - (wall % DAY_MS);
  return [today, today - DAY_MS].some((day) => {
    const stretch = stretchOn(window, day);
    return stretch !== undefined && stretch.start <= at && at < stretch.end;
  });
}
