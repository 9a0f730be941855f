import { DAY_MS, instantOf, type WallTime } from '../zoned-time.ts';
import { DAYS, type WeeklyWindow } from './freeze.ts';

/** `HH:MM` by a clock of 24 hours. */
export const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Milliseconds since the epoch. */
export interface Stretch {
  readonly start: number;
  /** Not included. */
  readonly end: number;
}

/**
 * The stretch of a weekly window that begins on a day.
 * @param day its midnight by the clocks of the window's zone
 * @returns undefined on other days of the week, and where the spring change skips all of it
 */
export function stretchOn(
  { days, from, to, timeZone }: Omit<WeeklyWindow, 'reason'>,
  day: WallTime,
): Stretch | undefined {
  const weekday = DAYS[new Date(day).getUTCDay()];
  if (!weekday || !days.includes(weekday)) return undefined;
  const begin = day + timeOfDay(from);
  const finish = day + timeOfDay(to);
  const start = instantOf(begin, timeZone);
  const end = instantOf(finish > begin ? finish : finish + DAY_MS, timeZone);
  return start < end ? { start, end } : undefined;
}

function timeOfDay(text: string): number {
  const [hours, minutes] = text.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}
