import type { Series } from './series.ts';

export const PERIOD_SECONDS = 300;
export const DAY = 288;

/** Values of five minutes that begin at 0. */
export function series(values: ArrayLike<number>): Series {
  return { startsAt: 0, periodSeconds: PERIOD_SECONDS, values: Float64Array.from(values), notSeen: [] };
}

/** From 0 to 1, without a season, the same at every run. */
export function noise(index: number): number {
  const sine = Math.sin(index * 12.9898) * 43758.5453;
  return sine - Math.floor(sine);
}

/** A day's wave round 100 with noise. */
export function load(points: number, noisiness = 10): Float64Array {
  return Float64Array.from(
    { length: points },
    (_, index) => 100 + 40 * Math.sin((2 * Math.PI * index) / DAY) + noisiness * (noise(index) - 0.5),
  );
}
