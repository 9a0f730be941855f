import { instantOf, wallTimeAt } from '../zoned-time.ts';
import { DAY_MS } from './day-slots.ts';
import type { TimeWindow } from './objective.ts';
import type { Range } from './tally.ts';

type Calendar = Extract<TimeWindow, { kind: 'calendar' }>;

const MONTHS = { M: 1, Q: 3, Y: 12 } as const;
const DAYS = { d: 1, w: 7 } as const;
const MEAN_MONTH_SECONDS = 30 * 86_400;

/** Length of a window in seconds; months count as 30 days, a year as 365. */
export function periodSeconds(window: TimeWindow): number {
  if (window.kind === 'rolling') return window.seconds;
  const { unit, count } = window;
  if (unit === 'Y') return count * 365 * 86_400;
  return (
    count * (unit in DAYS ? DAYS[unit as 'd' | 'w'] * 86_400 : MONTHS[unit as 'M' | 'Q'] * MEAN_MONTH_SECONDS)
  );
}

/** The whole window around an instant, or up to it where it rolls. Milliseconds; the end is not included. */
export function windowAt(window: TimeWindow, at: number): Range {
  if (window.kind === 'rolling') return { from: at - window.seconds * 1000, to: at };
  const wall = wallTimeAt(at, window.timeZone);
  const start = Date.parse(`${window.start}Z`);
  let index = guess(window, start, wall);
  while (beginOf(window, start, index) > wall) index--;
  while (beginOf(window, start, index + 1) <= wall) index++;
  return {
    from: instantOf(beginOf(window, start, index), window.timeZone),
    to: instantOf(beginOf(window, start, index + 1), window.timeZone),
  };
}

function guess({ unit, count }: Calendar, start: number, wall: number): number {
  const days = unit in DAYS ? DAYS[unit as 'd' | 'w'] : MONTHS[unit as 'M' | 'Q' | 'Y'] * 30;
  return Math.floor((wall - start) / (days * count * DAY_MS));
}

/** Wall time at which the window with this number begins; a day that a month does not have is its last. */
function beginOf({ unit, count }: Calendar, start: number, index: number): number {
  if (unit in DAYS) return start + index * count * DAYS[unit as 'd' | 'w'] * DAY_MS;
  return addMonths(start, index * count * MONTHS[unit as 'M' | 'Q' | 'Y']);
}

/** @param wall wall time written as milliseconds */
export function addMonths(wall: number, months: number): number {
  const date = new Date(wall);
  const day = date.getUTCDate();
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const last = new Date(first);
  const days = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 0)).getUTCDate();
  return first + (Math.min(day, days) - 1) * DAY_MS + (wall - Math.floor(wall / DAY_MS) * DAY_MS);
}
