import { z } from 'zod';
import { INSTANT } from '../../core/freeze/instant.ts';
import { TIME_OF_DAY } from '../../core/freeze/weekly-stretch.ts';

export const REASON = z.string().min(1).max(500);

/** A stretch between two instants. */
export const datedWindow = z.strictObject({
  from: z.string().regex(INSTANT).describe('First instant of it, ISO 8601 with Z or an offset.'),
  to: z.string().regex(INSTANT).describe('First instant after it, ISO 8601 with Z or an offset.'),
  reason: REASON.describe('Why, for whoever is concerned.'),
});

/** A stretch that comes every week. */
export const weeklyWindow = z.strictObject({
  days: z
    .array(z.enum(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']))
    .min(1)
    .max(7)
    .describe('Days on which the window begins.'),
  from: z.string().regex(TIME_OF_DAY).describe('Begin, HH:MM.'),
  to: z
    .string()
    .regex(TIME_OF_DAY)
    .describe('End, HH:MM; on the following day unless it is after the begin.'),
  timeZone: z.string().min(1).max(64).describe('IANA time zone whose clocks count, such as Europe/Dublin.'),
  reason: REASON.describe('Why, for whoever is concerned.'),
});
