import type { NodeSeries } from './calls.ts';

/** Fewer fault-free periods than this are a short history. */
const SHORT = 30;
const LEAST_NOW = 3;

/**
 * Of a short history, the periods right before the onset are needed as fault-free ones, and what is compared with them
 * is at most half as long: without several stretches of the same length nothing is unusual.
 * @param before how many of the present periods lie before the onset
 */
export function withEnoughUsual(series: readonly NodeSeries[], before: number): readonly NodeSeries[] {
  const known = series[0]?.usual.length ?? 0;
  if (known >= SHORT) return series;
  const most = Math.max(LEAST_NOW, Math.floor((known + before) / 2));
  return series.map((one) => ({
    ...one,
    usual: [...one.usual, ...one.now.slice(0, before)],
    now: one.now.slice(before, before + most),
  }));
}
