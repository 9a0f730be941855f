import type { Tally } from './likelihood.ts';
import { latencyTally, type Minute } from './minute.ts';
import type { LatencyLimit } from './observation.ts';

/** "p95 below the limit" means: at most one request in twenty is slower. */
const SLOW_SHARE = 0.05;
/** Without counts: at most half of the minutes have a p95 above the limit. */
const SLOW_MINUTES = 0.5;

export interface ResponseTimeLimit {
  readonly share: number;
  readonly tallyOf: (minute: Minute) => Tally | null;
}

/**
 * The p95 limit as a share. With a count of the requests above that very limit it is a proportion of requests;
 * else each minute's own p95 is one trial, which needs more minutes for the same certainty.
 */
export function responseTimeTally(milliseconds: number, limits: readonly LatencyLimit[]): ResponseTimeLimit {
  const counted = limits.find((limit) => limit.milliseconds === milliseconds);
  if (counted) return { share: SLOW_SHARE, tallyOf: (minute) => latencyTally(minute, counted.name) };
  return { share: SLOW_MINUTES, tallyOf: (minute) => minuteTally(minute, milliseconds) };
}

function minuteTally({ p95Ms }: Minute, milliseconds: number): Tally | null {
  if (p95Ms === null) return null;
  return { bad: p95Ms > milliseconds ? 1 : 0, trials: 1 };
}
