/** What those who call a service felt of it in one minute. What was not measured is absent. */
export interface VitalMinute {
  readonly requests?: number;
  /** Requests that failed. */
  readonly errors?: number;
  /** How long requests took: the 95th percentile, or the mean where that was asked for. */
  readonly seconds?: number;
}

/** By the minute's start; milliseconds. */
export type Vitals = ReadonlyMap<number, VitalMinute>;

/** A figure before the trouble and now. */
export interface Rise {
  readonly before: number;
  readonly now: number;
}

/** What is wrong with a service as its callers feel it; nothing of both when it is well. */
export interface Symptoms {
  /** Share of requests that fail. */
  readonly errors?: Rise;
  /** Seconds that requests take. */
  readonly seconds?: Rise;
}

const MINUTE_MS = 60_000;
/** How much before the trouble tells what is usual, and the newest minutes with data that tell what is now. */
export const BEFORE_MINUTES = 30;
const NOW_MINUTES = 3;
/** Data later than this is not what is now: metrics come up to three minutes late. */
export const LATE_MINUTES = 10;
/** Failures that anybody would call many: a share of all requests, several times the usual, and more than a few. */
const MANY = { share: 0.02, times: 3, count: 5 };
/** Slowness that is no chance: a half more than usual, and more than what nobody feels. */
const SLOW = { times: 1.5, seconds: 0.05 };

/**
 * How a service differs from what it was before trouble began. Undefined when nothing was measured lately and since
 * then, which says neither that it is well nor that it is not.
 * @param startedAt when the trouble began; milliseconds, as `now`
 */
export function symptomsOf(vitals: Vitals, startedAt: number, now: number): Symptoms | undefined {
  const minutes = [...vitals].sort(([one], [other]) => one - other);
  // What was measured before the trouble says nothing of how it is now, however new it is.
  const lately = minutes
    .filter(([at]) => at >= now - LATE_MINUTES * MINUTE_MS && at + MINUTE_MS > startedAt)
    .map(([, minute]) => minute);
  const recent = lately.filter(isMeasured).slice(-NOW_MINUTES);
  if (recent.length === 0) return undefined;
  const usual = minutes
    .filter(([at]) => at >= startedAt - BEFORE_MINUTES * MINUTE_MS && at + MINUTE_MS <= startedAt)
    .map(([, minute]) => minute);
  const errors = risenErrors(usual, recent);
  const seconds = risenSeconds(usual, recent);
  return { ...(errors && { errors }), ...(seconds && { seconds }) };
}

export function isUnwell({ errors, seconds }: Symptoms): boolean {
  return errors !== undefined || seconds !== undefined;
}

function isMeasured({ requests, seconds }: VitalMinute): boolean {
  return requests !== undefined || seconds !== undefined;
}

/** Failures of a minute whose requests are not known yet are a share of nothing. */
function risenErrors(usual: readonly VitalMinute[], recent: readonly VitalMinute[]): Rise | undefined {
  const counted = recent.filter(({ requests }) => requests !== undefined);
  const before = shareOf(usual.filter(({ requests }) => requests !== undefined));
  const now = shareOf(counted);
  const isMany = sum(counted, 'errors') >= MANY.count && now >= MANY.share && now >= MANY.times * before;
  return isMany ? { before, now } : undefined;
}

/** Without a measure of before nobody can say that it became slower. */
function risenSeconds(usual: readonly VitalMinute[], recent: readonly VitalMinute[]): Rise | undefined {
  const before = median(usual.flatMap(({ seconds }) => seconds ?? []));
  const now = median(recent.flatMap(({ seconds }) => seconds ?? []));
  if (before === undefined || now === undefined) return undefined;
  return now >= SLOW.times * before && now >= before + SLOW.seconds ? { before, now } : undefined;
}

function shareOf(minutes: readonly VitalMinute[]): number {
  const requests = sum(minutes, 'requests');
  return requests === 0 ? 0 : Math.min(1, sum(minutes, 'errors') / requests);
}

function sum(minutes: readonly VitalMinute[], figure: 'requests' | 'errors'): number {
  return minutes.reduce((total, minute) => total + (minute[figure] ?? 0), 0);
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)];
}
