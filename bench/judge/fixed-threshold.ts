import type { Observation } from '../../core/judge/observation.ts';

/** What an alarm on the candidate alone would be set to, for a service with 1% errors and a p95 of 270 ms. */
const ERROR_SHARE = 0.05;
const P95_MS = 500;

const MINUTES = 3;

/** The minute, counted from 1, in which the candidate has been above a fixed limit three times in a row, or null. */
export function overThreshold({ candidate }: Observation): number | null {
  let inRow = 0;
  for (const [at, { requests, errors, p95Ms }] of candidate.entries()) {
    const isOver = errors > ERROR_SHARE * (requests ?? 0) || (p95Ms ?? 0) > P95_MS;
    inRow = isOver ? inRow + 1 : 0;
    if (inRow === MINUTES) return at + 1;
  }
  return null;
}
