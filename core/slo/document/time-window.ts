import { isObject } from '../../alerting/shape.ts';
import { isTimeZone } from '../../zoned-time.ts';
import { CALENDAR_UNITS, type TimeWindow } from '../objective.ts';
import { DURATION, LONGEST_DAYS, parseDuration, secondsOf } from './duration.ts';
import { type Placed, shown } from './library.ts';

const DAY = 86_400;
export const DEFAULT_WINDOW: TimeWindow = { kind: 'rolling', seconds: 30 * DAY };
const SHORTEST_SECONDS = 3600;
const START = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(:\d{2})?)$/;

/** The window of an objective: exactly one, which rolls or follows the calendar. */
export function readWindow({ value, path, report }: Placed): TimeWindow | undefined {
  const given = value['timeWindow'];
  if (given === undefined) return DEFAULT_WINDOW;
  const at = [...path, 'timeWindow', 0];
  const [window, more] = Array.isArray(given) ? given : [];
  if (!isObject(window) || more !== undefined) {
    report.add([...path, 'timeWindow'], 'does not fit', 'a list of exactly one window');
    return undefined;
  }
  const duration = parseDuration(window['duration']);
  if (!duration) {
    report.add([...at, 'duration'], `is ${shown(window['duration'])}`, DURATION);
    return undefined;
  }
  const seconds = secondsOf(duration);
  if (seconds < SHORTEST_SECONDS || seconds > LONGEST_DAYS * DAY) {
    report.add([...at, 'duration'], 'does not fit', `from an hour to ${LONGEST_DAYS} days`);
    return undefined;
  }
  const { calendar, isRolling } = window;
  if (isRolling === true && calendar !== undefined) {
    report.add(at, 'rolls and has a calendar', 'one of the two');
    return undefined;
  }
  if (calendar === undefined && isRolling !== false) return { kind: 'rolling', seconds };
  return calendarWindow(duration, { value: isObject(calendar) ? calendar : {}, path: at, report });
}

function calendarWindow(
  { count, unit }: NonNullable<ReturnType<typeof parseDuration>>,
  { value, path, report }: Placed,
): TimeWindow | undefined {
  const known = CALENDAR_UNITS.find((one) => one === unit);
  if (!known) {
    report.add([...path, 'duration'], 'is too short for a calendar', 'days, weeks, months, quarters, years');
    return undefined;
  }
  const { startTime, timeZone } = value;
  const [, day, time = ''] = (typeof startTime === 'string' && START.exec(startTime)) || [];
  const start = `${day}T${time.padEnd(8, ':00')}`;
  if (Number.isNaN(Date.parse(`${start}Z`))) {
    report.add(
      [...path, 'calendar', 'startTime'],
      `is ${shown(startTime)}`,
      'a date and time without a zone, such as 2026-01-01 00:00:00',
    );
    return undefined;
  }
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone)) {
    report.add([...path, 'calendar', 'timeZone'], `is ${shown(timeZone)}`, 'an IANA name, such as UTC');
    return undefined;
  }
  return { kind: 'calendar', count, unit: known, start, timeZone };
}
