export const TIME_WINDOWS = ['1h', '24h', '7d'] as const;
export type TimeWindow = (typeof TIME_WINDOWS)[number];

/** A stretch of time, [from, to) in milliseconds, that is read in periods. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly periodSeconds: number;
}

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;
const LENGTH_MS: Readonly<Record<TimeWindow, number>> = { '1h': HOUR_MS, '24h': 24 * HOUR_MS, '7d': WEEK_MS };
/** Weeks that a window is compared with: the same weekday and hours of each. */
export const BASELINE_WEEKS = 4;
/** Days of evidence for the size of something; two weekly peaks at the least. */
export const SIZING_DAYS = 14;

/** The window that ends now, to the period. */
export function windowOf(window: TimeWindow, now: number): Span {
  // CloudWatch keeps periods of five minutes for 63 days, and of a minute for 15.
  const periodSeconds = window === '7d' ? 3600 : 300;
  const to = Math.floor(now / (periodSeconds * 1000)) * periodSeconds * 1000;
  return { from: to - LENGTH_MS[window], to, periodSeconds };
}

/** The same weekday and hours of earlier weeks, the last one first; a window of seven days begins where the next ends. */
export function baselineOf(span: Span): Span[] {
  return Array.from({ length: BASELINE_WEEKS }, (_, index) => {
    const ago = (index + 1) * WEEK_MS;
    return { ...span, from: span.from - ago, to: span.to - ago };
  });
}

/** What sizes are judged by, hour by hour. */
export function sizingOf(now: number): Span {
  const to = Math.floor(now / HOUR_MS) * HOUR_MS;
  return { from: to - SIZING_DAYS * 24 * HOUR_MS, to, periodSeconds: 3600 };
}
