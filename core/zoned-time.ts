/** A date and time of day as the clocks of some zone show it, written as milliseconds as if it were UTC. */
export type WallTime = number;

export const DAY_MS = 86_400_000;

/** Whether the run time knows an IANA time zone. */
export function isTimeZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks of a zone show at an instant (milliseconds since the epoch). */
export function wallTimeAt(instant: number, timeZone: string): WallTime {
  const parts = clockOf(timeZone).formatToParts(instant);
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall + (((instant % 1000) + 1000) % 1000);
}

/**
 * The first instant at which the clocks of a zone show a wall time. A time that the spring change skips gives the
 * instant as far after the change as the time lies after the skipped hour's start.
 */
export function instantOf(wall: WallTime, timeZone: string): number {
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((instant) => wallTimeAt(instant, timeZone) - instant);
  const candidates = offsets.map((offset) => wall - offset).sort((a, b) => a - b);
  const exact = candidates.find((instant) => wallTimeAt(instant, timeZone) === wall);
  return exact ?? wall - Math.min(...offsets);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using it does. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
  const made = new Intl.DateTimeFormat('en-US', { timeZone, ...numeric, ...time });
  clocks.set(timeZone, made);
  return made;
}
