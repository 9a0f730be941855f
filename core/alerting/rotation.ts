import { wallTimeAt } from '../zoned-time.ts';
import type { Rotation } from './alerting.ts';

const HOUR_MS = 3_600_000;

/** The channel on duty at an instant (milliseconds since the epoch); before the start the turns are counted back. */
export function onDuty({ channels, start, everyHours, timeZone }: Rotation, now: number): string | undefined {
  const begun = Date.parse(start);
  const passed = timeZone ? wallTimeAt(now, timeZone) - wallTimeAt(begun, timeZone) : now - begun;
  return channels.at(Math.floor(passed / (everyHours * HOUR_MS)) % channels.length);
}
