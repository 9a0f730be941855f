import { nextCronTime } from '../../core/schedule/cron.ts';
import { parseExpression } from '../../core/schedule/schedule-expression.ts';
import { type LocalTime, momentOf, wallMilliseconds } from '../../core/schedule/time-zone.ts';
import type { Schedule } from './schedule.ts';

/**
 * When a schedule is due next, in milliseconds since the epoch; undefined when it is complete. A one-time
 * schedule is due until it was invoked, however late. Of a recurring one, what fell due before `now` is not made
 * up for. Start and end dates bound recurring schedules only.
 */
export function nextInvocation(schedule: Schedule, now: number): number | undefined {
  const expression = parseExpression(schedule.expression);
  if (expression.kind === 'at')
    return schedule.lastInvokedFor === undefined
      ? oneTimeMoment(expression.local, schedule.timeZone)
      : undefined;
  const from = Math.max(now, schedule.startAt ?? 0, (schedule.lastInvokedFor ?? 0) + 1);
  const next =
    expression.kind === 'rate'
      ? nextTick(schedule.startAt ?? schedule.createdAt, expression.intervalMilliseconds, from)
      : nextCronTime(expression.cron, from - 1, schedule.timeZone);
  return next !== undefined && next <= (schedule.endAt ?? Number.POSITIVE_INFINITY) ? next : undefined;
}

/** The moment of a one-time schedule; a wall time that daylight saving skips is taken an hour later. */
export function oneTimeMoment(local: LocalTime, timeZone: string): number {
  const moment = momentOf(local, timeZone) ?? momentOf({ ...local, hour: local.hour + 1 }, timeZone);
  return moment ?? wallMilliseconds(local);
}

function nextTick(anchor: number, interval: number, from: number): number {
  return anchor + Math.max(0, Math.ceil((from - anchor) / interval)) * interval;
}
