import { type DaysOfMonth, parseDays } from './cron-days.ts';
import { type FieldRange, parseField } from './cron-field.ts';
import { type LocalTime, localTime, momentOf, wallMilliseconds } from './time-zone.ts';

const MINUTE: FieldRange = { from: 0, to: 59 };
const HOUR: FieldRange = { from: 0, to: 23 };
const MONTH: FieldRange = {
  from: 1,
  to: 12,
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
const YEAR: FieldRange = { from: 1970, to: 2199 };

export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: DaysOfMonth;
  readonly months: readonly number[];
  readonly years: readonly number[];
}

/** Parses AWS's six fields: minutes, hours, day of month, month, day of week, year. RangeError when malformed. */
export function parseCron(fields: string): Cron {
  const [minutes, hours, dayOfMonth, months, dayOfWeek, years, ...rest] = fields.split(/\s+/);
  if (!minutes || !hours || !dayOfMonth || !months || !dayOfWeek || !years || rest.length > 0)
    throw new RangeError('A cron expression has six fields.');
  return {
    minutes: parseField(minutes, MINUTE),
    hours: parseField(hours, HOUR),
    days: parseDays(dayOfMonth, dayOfWeek),
    months: parseField(months, MONTH),
    years: parseField(years, YEAR),
  };
}

/**
 * The first moment after `after` (both in milliseconds since the epoch) at which the cron fires in a zone, or
 * undefined when it never does again. A wall time that daylight saving skips is left out, and one that it
 * repeats fires once, as EventBridge Scheduler documents.
 */
export function nextCronTime(cron: Cron, after: number, zone: string): number | undefined {
  const from = localTime(after, zone);
  for (const local of localTimes(cron, from)) {
    const moment = momentOf(local, zone);
    if (moment !== undefined && moment > after) return moment;
  }
  return undefined;
}

/** Candidates in order of wall time. They start an hour early, since the wall may have been set back. */
function* localTimes(cron: Cron, from: LocalTime): Generator<LocalTime> {
  const earliest = wallMilliseconds(from) - 3_600_000;
  for (const { year, month, day } of days(cron, from)) {
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const local = { year, month, day, hour, minute, second: 0 };
        if (wallMilliseconds(local) >= earliest) yield local;
      }
    }
  }
}

type Day = Pick<LocalTime, 'year' | 'month' | 'day'>;

function* days(cron: Cron, from: LocalTime): Generator<Day> {
  const firstDay = Date.UTC(from.year, from.month - 1, from.day - 1);
  for (const year of cron.years.filter((one) => one >= from.year - 1)) {
    for (const month of cron.months) {
      if (Date.UTC(year, month, 0) < firstDay) continue;
      for (const day of cron.days(year, month)) {
        if (Date.UTC(year, month - 1, day) >= firstDay) yield { year, month, day };
      }
    }
  }
}
