/** A date and time on the wall, without a zone. Months count from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the IANA database that Node carries knows the zone. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What a clock on the wall in the zone shows at a moment (milliseconds since the epoch). */
export function localTime(moment: number, zone: string): LocalTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
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
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((around) => offsetAt(around, zone));
  const candidates = offsets.map((offset) => wall - offset).sort((a, b) => a - b);
  return candidates.find((moment) => moment + offsetAt(moment, zone) === wall);
}

function offsetAt(moment: number, zone: string): number {
  const wholeSeconds = Math.floor(moment / 1_000) * 1_000;
  return wallMilliseconds(localTime(wholeSeconds, zone)) - wholeSeconds;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}
