import { burnOf } from './budget.ts';
import type { Days } from './day-slots.ts';
import type { BurnAlert, Objective } from './objective.ts';
import { type Excluded, sliceSeconds, type Tally, tally } from './tally.ts';

/** What an alert says. GUARDED burns fast enough, on fewer events than would mean anything. */
export type AlertState = 'FIRING' | 'QUIET' | 'GUARDED' | 'NO_DATA';

export interface AlertReading extends BurnAlert {
  readonly state: AlertState;
  /** Times the budget's pace; nothing where nothing was counted. */
  readonly longBurn?: number;
  readonly shortBurn?: number;
  readonly words: string;
}

/** Reads an alert at an instant (milliseconds): over both windows, and for as long as it has to hold. */
export function readAlert(
  objective: Objective,
  alert: BurnAlert,
  days: Days,
  to: number,
  excluded: Excluded,
): AlertReading {
  const at = (end: number) => look(objective, alert, days, end, excluded);
  const now = at(to);
  const found = { ...alert, ...burns(now) };
  if (now.state !== 'FIRING') return { ...found, state: now.state, words: now.words };
  const step = sliceSeconds(objective) * 1000;
  for (let back = step; back <= alert.forSeconds * 1000; back += step)
    if (at(to - back).state !== 'FIRING')
      return {
        ...found,
        state: 'QUIET',
        words: `${now.words} It has not held for ${alert.forSeconds / 60} minutes yet.`,
      };
  return { ...found, state: 'FIRING', words: now.words };
}

interface Look {
  readonly state: AlertState;
  readonly long: number | undefined;
  readonly short: number | undefined;
  readonly words: string;
}

function burns({ long, short }: Look) {
  return { ...(long !== undefined && { longBurn: long }), ...(short !== undefined && { shortBurn: short }) };
}

function look(objective: Objective, alert: BurnAlert, days: Days, to: number, excluded: Excluded): Look {
  const over = (seconds: number) => {
    // A window is no finer than what is counted.
    const length = Math.max(seconds, sliceSeconds(objective)) * 1000;
    return tally(objective, days, { from: to - length, to }, excluded);
  };
  const counted = over(alert.longSeconds);
  const long = burnOf(counted, objective.target);
  const short = burnOf(over(alert.shortSeconds), objective.target);
  const words = `${times(long)} over ${span(alert.longSeconds)}, ${times(short)} over ${span(alert.shortSeconds)}; the limit is ${times(alert.factor)}.`;
  if (long === undefined || short === undefined) return { state: 'NO_DATA', long, short, words };
  if (!(long > alert.factor && short > alert.factor)) return { state: 'QUIET', long, short, words };
  const guard = tooFew(objective, counted);
  if (guard !== undefined) return { state: 'GUARDED', long, short, words: `${words} ${guard}` };
  return { state: 'FIRING', long, short, words };
}

function tooFew({ least }: Objective, { good, total }: Tally): string | undefined {
  const bad = total - good;
  if (bad >= least.bad && total >= least.total) return undefined;
  return `Only ${rounded(bad)} of ${rounded(total)} were bad; less than ${least.bad} of ${least.total} prove nothing.`;
}

function rounded(count: number): number {
  return Number(count.toFixed(2));
}

/** A burn rate as people read it. */
export function times(burn: number | undefined): string {
  return burn === undefined ? 'no data' : `${Number(burn.toPrecision(3))}x`;
}

/** A stretch of seconds as people read it. */
export function span(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400}d`;
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
