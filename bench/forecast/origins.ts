import type { NabSeries } from './nab-series.ts';

const DAY_MS = 86_400_000;
/** So much is known before the first origin. */
const LEAST_DAYS = 5;
/** A test day with fewer of its periods measured tests nothing. */
const LEAST_SHARE = 0.1;

/**
 * Moments from which a series is forecast: whole days from its end backwards whose following day holds no labelled
 * anomaly; where there are more than `most`, so many of them, evenly.
 */
export function originsOf(series: NabSeries, most: number): number[] {
  const { points, periodSeconds } = series;
  const times = points.map(({ at }) => at);
  const periodMs = periodSeconds * 1000;
  const floor = (at: number) => Math.floor(at / periodMs) * periodMs;
  const first = floor(times.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY));
  const end = floor(times.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY)) + periodMs;
  const clean: number[] = [];
  for (let origin = end - DAY_MS; origin >= first + LEAST_DAYS * DAY_MS; origin -= DAY_MS)
    if (isClean(series, origin) && measuredShare(series, origin) >= LEAST_SHARE) clean.push(origin);
  if (clean.length <= most) return clean.reverse();
  const step = (clean.length - 1) / Math.max(1, most - 1);
  return Array.from({ length: most }, (_, index) => clean[Math.round(index * step)] ?? end).reverse();
}

function isClean({ anomalies }: NabSeries, origin: number): boolean {
  return !anomalies.some(([from, to]) => from < origin + DAY_MS && to >= origin);
}

function measuredShare({ points, periodSeconds }: NabSeries, origin: number): number {
  const measured = points.filter(({ at }) => at >= origin && at < origin + DAY_MS).length;
  return (measured * periodSeconds * 1000) / DAY_MS;
}
