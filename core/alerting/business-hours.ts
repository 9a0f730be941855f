import { stretchOn } from '../freeze/weekly-stretch.ts';
import { DAY_MS, wallTimeAt } from '../zoned-time.ts';
import type { BusinessHours } from './alerting.ts';

/** Days looked at: yesterday's stretch may reach into today, and a week on every weekday has been. */
const LOOK_BACK = 1;
const LOOK_AHEAD = 8;

/**
 * When the hours next hold: `now` itself while they do, else when they begin; milliseconds since the epoch.
 * Undefined for hours that never come, as when the spring change always skips them.
 */
export function openFrom(hours: BusinessHours, now: number): number | undefined {
  const wall = wallTimeAt(now, hours.timeZone);
  const today = wall - (((wall % DAY_MS) + DAY_MS) % DAY_MS);
  for (let day = -LOOK_BACK; day <= LOOK_AHEAD; day++) {
    const stretch = stretchOn(hours, today + day * DAY_MS);
    if (stretch && now < stretch.end) return Math.max(now, stretch.start);
  }
  return undefined;
}
