import type { Bucket, Distribution } from './distribution.ts';
import type { Bounds, Statistic } from './statistic-syntax.ts';

/** The lowest value that at least `percent` of the observations do not exceed (nearest rank). */
function percentile(distribution: Distribution, percent: number): number {
  const rank = (percent / 100) * distribution.count;
  let seen = 0;
  for (const { value, count } of distribution.sorted()) {
    seen += count;
    // Shares such as 99.9% are not exact in binary; without the tolerance 999 of 1000 would not reach rank 999.
    if (seen >= rank - 1e-9 * distribution.count) {
      return Math.min(Math.max(value, distribution.minimum), distribution.maximum);
    }
  }
  return distribution.maximum;
}

function withinValues(distribution: Distribution, { lower, upper }: Bounds): readonly Bucket[] {
  return distribution.sorted().filter(({ value }) => value > lower && value <= upper);
}

/** The buckets between two shares; a bucket that a bound cuts counts in part, which makes counts fractional. */
function withinPercents(distribution: Distribution, { lower, upper }: Bounds): readonly Bucket[] {
  const from = (lower / 100) * distribution.count;
  const to = (upper / 100) * distribution.count;
  const kept: Bucket[] = [];
  let seen = 0;
  for (const { value, count } of distribution.sorted()) {
    const part = Math.min(seen + count, to) - Math.max(seen, from);
    if (part > 0) kept.push({ value, count: part });
    seen += count;
  }
  return kept;
}

const within = (distribution: Distribution, bounds: Bounds): readonly Bucket[] =>
  bounds.by === 'value' ? withinValues(distribution, bounds) : withinPercents(distribution, bounds);
const countOf = (buckets: readonly Bucket[]): number => buckets.reduce((sum, { count }) => sum + count, 0);
const sumOf = (buckets: readonly Bucket[]): number =>
  buckets.reduce((sum, { value, count }) => sum + value * count, 0);

function winsorizedMean(distribution: Distribution, { by, lower, upper }: Bounds): number {
  const low = by === 'value' ? lower : percentile(distribution, lower);
  const high = by === 'value' ? upper : percentile(distribution, upper);
  const clamped = distribution
    .sorted()
    .map(({ value, count }) => ({ value: Math.min(Math.max(value, low), high), count }));
  return sumOf(clamped) / distribution.count;
}

function trimmed(
  distribution: Distribution,
  of: 'mean' | 'count' | 'sum' | 'winsorized',
  bounds: Bounds,
): number | undefined {
  if (of === 'winsorized') return winsorizedMean(distribution, bounds);
  const kept = within(distribution, bounds);
  const count = countOf(kept);
  if (of === 'count') return count;
  if (of === 'sum') return sumOf(kept);
  return count > 0 ? sumOf(kept) / count : undefined;
}

/**
 * The value of a statistic over observations; undefined where CloudWatch has no datapoint: nothing observed, a
 * trimmed mean of nothing, or a distribution statistic over negative values. Percentile ranks are 0 to 100.
 */
export function evaluateStatistic(statistic: Statistic, distribution: Distribution): number | undefined {
  if (distribution.count === 0) return undefined;
  switch (statistic.kind) {
    case 'SampleCount':
      return distribution.count;
    case 'Sum':
      return distribution.sum;
    case 'Average':
      return distribution.sum / distribution.count;
    case 'Minimum':
      return distribution.minimum;
    case 'Maximum':
      return distribution.maximum;
  }
  if (distribution.minimum < 0) return undefined;
  switch (statistic.kind) {
    case 'percentile':
      return percentile(distribution, statistic.percent);
    case 'rank':
      return (100 * countOf(withinValues(distribution, statistic.bounds))) / distribution.count;
    case 'trimmed':
      return trimmed(distribution, statistic.of, statistic.bounds);
  }
}
