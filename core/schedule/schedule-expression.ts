import { type Cron, parseCron } from './cron.ts';
import type { LocalTime } from './time-zone.ts';

/** A schedule expression, parsed. */
export type ScheduleExpression =
  | { readonly kind: 'at'; readonly local: LocalTime }
  | { readonly kind: 'rate'; readonly intervalMilliseconds: number }
  | { readonly kind: 'cron'; readonly cron: Cron };

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Parses `at(yyyy-mm-ddThh:mm:ss)`, `rate(value unit)` or `cron(six fields)`; blanks beyond those are refused, as
 * AWS does. Throws a RangeError that says what is wrong.
 */
export function parseExpression(expression: string): ScheduleExpression {
  const [, kind, body = ''] = /^(at|rate|cron)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'at') return { kind, local: parseAt(body) };
  if (kind === 'rate') return { kind, intervalMilliseconds: parseRate(body) };
  if (kind === 'cron') return { kind, cron: parseCron(body) };
  throw new RangeError('A schedule expression starts with at(, rate( or cron(.');
}

function parseAt(body: string): LocalTime {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})$/.exec(body);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (match ?? []).slice(1).map(Number);
  const exists =
    match && new Date(Date.UTC(year, month - 1, day, hour, minute, second)).toISOString().startsWith(body);
  if (!exists) throw new RangeError('A one-time expression is at(yyyy-mm-ddThh:mm:ss).');
  return { year, month, day, hour, minute, second };
}

function parseRate(body: string): number {
  const [, value = '', unit = ''] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(body) ?? [];
  const interval = Number(value) * (UNIT_MS[unit] ?? 0);
  if (interval <= 0) throw new RangeError('A rate expression is rate(value minutes|hours|days).');
  return interval;
}
