import type { IncidentRecord } from '../../../core/incident/record.ts';
import type { Side, Span } from '../../../core/logs/times.ts';
import type { Window } from '../../diagnosis/read-series.ts';

const MINUTE_MS = 60_000;
/** Fault-free minutes of metrics: enough for a tail, and of the same time of day. */
const USUAL_MINUTES = 120;
/** Trouble begins before it breaches anything. */
const BEFORE_MINUTES = 5;
/** What happens later tells of consequences. */
const SINCE_MINUTES = 30;
/** Logs have far more in a minute. */
const LOGS_USUAL_MINUTES = 30;
const LOGS_SINCE_MINUTES = 10;

/**
 * The minutes of metrics that are compared. Of an incident that was opened again, what is usual is what was before it
 * began the first time.
 * @param now milliseconds
 */
export function windowOf({ times }: Pick<IncidentRecord, 'times'>, now: number): Window {
  const began = wholeMinute(Date.parse(times.startedAt));
  const onset = times.reopenedAt === undefined ? began : wholeMinute(Date.parse(times.reopenedAt));
  const usualTo = began - BEFORE_MINUTES * MINUTE_MS;
  return {
    onset,
    usual: { from: usualTo - USUAL_MINUTES * MINUTE_MS, to: usualTo },
    now: {
      from: onset - BEFORE_MINUTES * MINUTE_MS,
      to: Math.max(onset, Math.min(wholeMinute(now), onset + SINCE_MINUTES * MINUTE_MS)),
    },
  };
}

/** The whole minutes of logs that are compared; undefined in the first minute. */
export function logSpansOf({ usual, now, onset }: Window): Readonly<Record<Side, Span>> | undefined {
  const to = Math.min(now.to, onset + LOGS_SINCE_MINUTES * MINUTE_MS);
  if (to <= onset) return undefined;
  return {
    before: { from: usual.to - LOGS_USUAL_MINUTES * MINUTE_MS, to: usual.to },
    period: { from: onset, to },
  };
}

function wholeMinute(at: number): number {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
