import { type FieldRange, parseField, parseValue } from './cron-field.ts';

/** The days of a month on which a schedule fires, ascending; months count from 1. */
export type DaysOfMonth = (year: number, month: number) => readonly number[];

const DAY_OF_MONTH: FieldRange = { from: 1, to: 31 };
const DAY_OF_WEEK: FieldRange = { from: 1, to: 7, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] };
const SATURDAY = 7;
const SUNDAY = 1;

/**
 * Parses the day-of-month and day-of-week fields, of which exactly one must be `?`. `L` is the last day of the
 * month or week, `15W` the weekday nearest to the 15th, `5L` the month's last Thursday and `3#2` its second
 * Tuesday (1 is Sunday). RangeError when malformed.
 */
export function parseDays(dayOfMonth: string, dayOfWeek: string): DaysOfMonth {
  if ((dayOfMonth === '?') === (dayOfWeek === '?'))
    throw new RangeError('Exactly one of the day fields must be ?.');
  return dayOfWeek === '?' ? parseDayOfMonth(dayOfMonth) : parseDayOfWeek(dayOfWeek);
}

function parseDayOfMonth(field: string): DaysOfMonth {
  if (field === 'L') return (year, month) => [lengthOf(year, month)];
  if (field.endsWith('W')) {
    const day = parseValue(field.slice(0, -1), DAY_OF_MONTH);
    return (year, month) => (day > lengthOf(year, month) ? [] : [nearestWeekday(year, month, day)]);
  }
  const days = parseField(field, DAY_OF_MONTH);
  return (year, month) => days.filter((day) => day <= lengthOf(year, month));
}

function parseDayOfWeek(field: string): DaysOfMonth {
  if (field === 'L') return (year, month) => daysOn(year, month, [SATURDAY]);
  if (field.endsWith('L')) {
    const weekday = parseValue(field.slice(0, -1), DAY_OF_WEEK);
    return (year, month) => daysOn(year, month, [weekday]).slice(-1);
  }
  if (field.includes('#')) {
    const [weekday = '', nth = ''] = field.split('#');
    const on = parseValue(weekday, DAY_OF_WEEK);
    const index = parseValue(nth, { from: 1, to: 5 }) - 1;
    return (year, month) => daysOn(year, month, [on]).slice(index, index + 1);
  }
  const weekdays = parseField(field, DAY_OF_WEEK);
  return (year, month) => daysOn(year, month, weekdays);
}

function daysOn(year: number, month: number, weekdays: readonly number[]): readonly number[] {
  const days = Array.from({ length: lengthOf(year, month) }, (_, index) => index + 1);
  return days.filter((day) => weekdays.includes(weekdayOf(year, month, day)));
}

/** The nearest weekday never leaves the month. */
function nearestWeekday(year: number, month: number, day: number): number {
  const weekday = weekdayOf(year, month, day);
  if (weekday === SATURDAY) return day === 1 ? day + 2 : day - 1;
  if (weekday === SUNDAY) return day === lengthOf(year, month) ? day - 2 : day + 1;
  return day;
}

function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

function lengthOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
