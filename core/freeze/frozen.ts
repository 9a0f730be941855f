import { DAY_MS, wallTimeAt } from '../zoned-time.ts';
import {
  type DatedWindow,
  type Freezes,
  holdsFor,
  type Stop,
  type WeeklyWindow,
  type Window,
} from './freeze.ts';
import { stretchOn } from './weekly-stretch.ts';

export type FreezeVerdict =
  | { readonly frozen: false }
  | {
      readonly frozen: true;
      readonly words: string;
      /** ISO 8601; absent when nothing but a person ends it. */
      readonly until?: string;
    };

/** What is left of a window around an instant: milliseconds since the epoch, `end` not included. */
interface Around {
  readonly end: number;
  readonly reason: string;
}

/** Windows that follow each other without a break for longer than this have no end worth telling. */
const HORIZON_MS = 366 * DAY_MS;

/**
 * Whether a service may not be deployed at an instant (milliseconds since the epoch), why, and until when. Windows
 * that overlap or touch count as one; a stopped line outranks the calendar.
 * @param service undefined: whether the environment as a whole is frozen
 */
export function frozen(freezes: Freezes, service: string | undefined, at: number): FreezeVerdict {
  const stop = freezes.stops.find((entry) => holdsFor(entry, service));
  if (stop) return { frozen: true, words: stopped(stop) };
  const windows = freezes.calendars
    .filter((entry) => holdsFor(entry, service))
    .flatMap((calendar) => calendar.windows);
  const first = longest(windows, at);
  if (!first) return { frozen: false };
  let end = first.end;
  for (let next = longest(windows, end); next; next = longest(windows, end)) {
    if (next.end - at > HORIZON_MS)
      return { frozen: true, words: `Frozen by the calendar: ${first.reason}.` };
    end = next.end;
  }
  const until = new Date(end).toISOString();
  return { frozen: true, words: `Frozen by the calendar until ${until}: ${first.reason}.`, until };
}

function stopped({ service, reason, by, at }: Stop): string {
  return `${by} stopped the line ${service ? `of ${service}` : 'of the environment'} at ${at}: ${reason}.`;
}

/** Of all windows around an instant, the one that ends last. */
function longest(windows: readonly Window[], at: number): Around | undefined {
  return windows
    .map((window) => ('days' in window ? weekly(window, at) : dated(window, at)))
    .reduce((best, stretch) => (stretch && (!best || stretch.end > best.end) ? stretch : best), undefined);
}

function dated({ from, to, reason }: DatedWindow, at: number): Around | undefined {
  const end = Date.parse(to);
  return Date.parse(from) <= at && at < end ? { end, reason } : undefined;
}

function weekly(window: WeeklyWindow, at: number): Around | undefined {
  const wall = wallTimeAt(at, window.timeZone);
  const today = wall - (wall % DAY_MS);
  // A window lasts a day at most, so the one around `at` started today or yesterday.
  for (const day of [today, today - DAY_MS]) {
    const stretch = stretchOn(window, day);
    if (stretch && stretch.start <= at && at < stretch.end)
      return { end: stretch.end, reason: window.reason };
  }
  return undefined;
}
