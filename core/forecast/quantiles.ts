import type { Residual, Tried } from './ensemble.ts';
import type { Band } from './horizon-bands.ts';

/** Values that are not exceeded with a probability. */
export interface Quantile {
  /** Between 0 and 1. */
  readonly level: number;
  readonly values: Float64Array;
}

/** How often values of the past stayed below a quantile that was made of what was known before. */
export interface Coverage {
  readonly level: number;
  /** Share of the values; about the level where the series goes on as it was. */
  readonly share: number;
  readonly values: number;
}

/**
 * Quantiles by split conformal prediction: in each band the forecast plus that quantile of what it got wrong in the
 * back-tests, which is what makes it hold whatever the distribution is, so long as the series goes on as it was (Vovk,
 * Gammerman and Shafer, 2005). A band without residuals takes those of the band before it.
 * @returns undefined where no back-test was scored
 */
export function quantilesOf(
  { values, residuals }: Tried,
  bands: readonly Band[],
  levels: readonly number[],
): Quantile[] | undefined {
  if (residuals.every((own) => own.length === 0)) return undefined;
  const known = bands.map((_, index) => sorted(nearest(residuals, index)));
  return levels.map((level) => {
    const margins = known.map((own) => conformal(own, level));
    const quantile = values.slice();
    for (const [index, { from, to }] of bands.entries())
      for (let step = from; step < to; step++) quantile[step] = (quantile[step] ?? 0) + (margins[index] ?? 0);
    return { level, values: quantile };
  });
}

function nearest(residuals: readonly (readonly Residual[])[], index: number): readonly Residual[] {
  for (let band = index; band >= 0; band--) if (residuals[band]?.length) return residuals[band] ?? [];
  return residuals.find((own) => own.length > 0) ?? [];
}

function sorted(residuals: readonly Residual[]): Float64Array {
  return Float64Array.from(residuals, ({ value }) => value).sort();
}

/** The quantile with the correction for a sample's size: outwards from the middle. */
function conformal(values: Float64Array, level: number): number {
  const rank =
    level >= 0.5 ? Math.ceil((values.length + 1) * level) : Math.floor((values.length + 1) * level);
  return values[Math.min(values.length, Math.max(1, rank)) - 1] ?? Number.NaN;
}

/** How many residuals of a band a quantile needs, that it be no mere extreme of them. */
export function needed(level: number): number {
  // 1 - 0.9 is a little less than 0.1.
  return Math.ceil(1 / Math.min(level, 1 - level) - 1e-9) - 1;
}

/** Quantiles of the earlier half of the residuals, tried on the later half. */
export function coverageOf({ residuals }: Tried, levels: readonly number[]): Coverage[] {
  const cuts = [...new Set(residuals.flatMap((own) => own.map(({ cut }) => cut)))].sort(
    (one, other) => one - other,
  );
  const middle = cuts[cuts.length >> 1] ?? 0;
  return levels.flatMap((level) => {
    let below = 0;
    let values = 0;
    for (const own of residuals) {
      const before = sorted(own.filter(({ cut }) => cut < middle));
      const after = own.filter(({ cut }) => cut >= middle);
      if (before.length < needed(level)) continue;
      const margin = conformal(before, level);
      below += after.filter(({ value }) => value <= margin).length;
      values += after.length;
    }
    return values === 0 ? [] : [{ level, share: below / values, values }];
  });
}
