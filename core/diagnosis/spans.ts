import { BEFORE_MINUTES, LATE_MINUTES } from './vitals.ts';

/** Times whose metrics are read: from (included) to (excluded), milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const MINUTE_MS = 60_000;
/** Trouble that began within the last hour is read in one go with all else that did. */
const NEAR_MS = 60 * MINUTE_MS;
/** CloudWatch keeps minutes for 15 days, and refuses to be asked for older ones. */
const KEPT_MS = 14 * 24 * 60 * MINUTE_MS;

/**
 * What has to be read to compare now with before, for trouble that began at these times: never more than an hour and a
 * half, however long it lasts, and nothing where what was before is no longer known.
 * @param startedAt in milliseconds, as `now`
 * @returns each with the times that it is for, in the order given
 */
export function spansOf(
  startedAt: readonly number[],
  now: number,
): { readonly spans: readonly Span[]; readonly startedAt: readonly number[] }[] {
  const known = [...new Set(startedAt)].filter((at) => at >= now - KEPT_MS);
  const near = known.filter((at) => at >= now - NEAR_MS);
  const far = known.filter((at) => at < now - NEAR_MS);
  return [
    ...(near.length > 0
      ? [{ startedAt: near, spans: [{ from: before(Math.min(now, ...near)), to: now }] }]
      : []),
    ...far.map((at) => ({
      startedAt: [at],
      spans: [
        { from: before(at), to: at },
        { from: wholeMinute(now - LATE_MINUTES * MINUTE_MS), to: now },
      ],
    })),
  ];
}

function before(at: number): number {
  return wholeMinute(at - BEFORE_MINUTES * MINUTE_MS);
}

function wholeMinute(at: number): number {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
