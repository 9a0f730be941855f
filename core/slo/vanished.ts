import { absentSeconds } from './alert-windows.ts';
import { span } from './alerts.ts';
import { type Days, slotAt } from './day-slots.ts';
import type { Objective } from './objective.ts';
import type { Range } from './tally.ts';

/** Whether an objective's metrics are gone. IDLES: it has been as quiet before, so that silence says nothing. */
export interface Vanished {
  readonly state: 'PRESENT' | 'VANISHED' | 'IDLES' | 'NEVER_SEEN';
  /** Seconds of silence that are waited for. */
  readonly waitSeconds: number;
  /** Begin of the newest slot with data, milliseconds. */
  readonly lastAt?: number;
  readonly words: string;
}

/** Silence so much longer than any before it is none of those that are usual. */
const MARGIN = 1.5;
/** Where no alert can fire, since the target is too low for them. */
const WITHOUT_ALERTS_SECONDS = 3600;

/**
 * Looks for the newest slot with data. The wait is that of the quickest alert at a total outage, two slots at least, and
 * longer than the longest silence of the time before: what is idle at night does not vanish each night.
 * @param range what was counted lately, a few days; it ends where counting ends
 */
export function vanished(objective: Objective, days: Days, { from, to }: Range): Vanished {
  const slot = objective.slotSeconds * 1000;
  const seen: number[] = [];
  for (let at = Math.ceil(from / slot) * slot; at < to; at += slot)
    if (slotAt(days, at, objective.slotSeconds).kind !== 'unknown') seen.push(at);
  const rule = absentSeconds(objective.alerts, objective.target) ?? WITHOUT_ALERTS_SECONDS;
  const least = Math.max(rule, 2 * objective.slotSeconds);
  const lastAt = seen.at(-1);
  if (lastAt === undefined)
    return { state: 'NEVER_SEEN', waitSeconds: least, words: 'No data was ever seen of it in these days.' };
  const longest = longestSilence(seen, slot);
  const waitSeconds = Math.max(least, longest > least ? Math.ceil(longest * MARGIN) : 0);
  const silent = (to - lastAt - slot) / 1000;
  const found = { waitSeconds, lastAt };
  if (silent < least) return { ...found, state: 'PRESENT', words: 'Its metrics are there.' };
  const words = `Nothing was measured for ${span(Math.round(silent))}`;
  if (silent < waitSeconds)
    return { ...found, state: 'IDLES', words: `${words}; it has been silent for ${span(longest)} before.` };
  return { ...found, state: 'VANISHED', words: `${words}, which is longer than ${span(waitSeconds)}.` };
}

/** In seconds, between two slots with data. */
function longestSilence(seen: readonly number[], slot: number): number {
  let longest = 0;
  for (const [index, at] of seen.entries())
    longest = Math.max(longest, at - (seen[index - 1] ?? at - slot) - slot);
  return longest / 1000;
}
