import { instantOf, wallTimeAt } from '../zoned-time.ts';

/** A date and time on the wall, without a zone. Months count from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What a clock on the wall in the zone shows at a moment (milliseconds since the epoch). */
export function localTime(moment: number, zone: string): LocalTime {
  const wall = new Date(wallTimeAt(moment, zone));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
  };
}

/** The wall time counted as if it were UTC, in milliseconds; it orders wall times. */
export function wallMilliseconds(local: LocalTime): number {
  return Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second);
}

/**
 * The moment at which the wall shows this time, in milliseconds since the epoch: the first of the two when
 * clocks go back, and undefined for a time that is skipped when clocks go forward.
 */
export function momentOf(local: LocalTime, zone: string): number | undefined {
  const wall = wallMilliseconds(local);
  const moment = instantOf(wall, zone);
  return wallTimeAt(moment, zone) === wall ? moment : undefined;
}
