import { median, quantile, sum } from '../../../core/root-cause/statistics.ts';
import { type Baseline, byScore, known, type Measure, type Measured } from './measures.ts';

/** NSigma: the largest distance from the mean in standard deviations. */
export const nSigma: Baseline = (measured) => byScore(suspects(measured), sigmas);

/** BARO's robust scorer: the largest distance from the median in distances between the quarters, which is 1 if 0. */
export const baro: Baseline = (measured) =>
  byScore(suspects(measured), ({ usual, now }) => {
    const spread = (quantile(usual, 0.75) ?? 0) - (quantile(usual, 0.25) ?? 0) || 1;
    return largest(now, median(usual) ?? 0, spread);
  });

/** Distance from the median in median absolute deviations: the scorer that PetShop's own baselines are run with. */
export function deviations({ usual, now }: Measure): number {
  const middle = median(usual) ?? 0;
  const spread = median(known(usual).map((value) => Math.abs(value - middle))) || Number.EPSILON;
  return largest(now, middle, spread);
}

function sigmas({ usual, now }: Measure): number {
  const values = known(usual);
  const mean = sum(values) / values.length;
  const deviation = Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / values.length);
  return largest(now, mean, deviation || Number.EPSILON);
}

function largest(now: readonly number[], middle: number, spread: number): number {
  return Math.max(0, ...known(known(now).map((value) => Math.abs(value - middle) / spread)));
}

function suspects({ measures, target }: Measured): readonly Measure[] {
  return measures.filter(({ node }) => node !== target);
}
