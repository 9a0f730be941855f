/**
 * The value at which half of the weight is reached; the mean of two where it is reached exactly between them. It takes
 * no part of a member that is far off, as a weighted mean would.
 * @param values at least one number; those of weight 0 and NaN do not count. NaN when none counts.
 */
export function weightedMedian(values: readonly number[], weights: Float64Array): number {
  const order = values
    .map((value, index) => ({ value, weight: weights[index] ?? 0 }))
    .filter(({ value, weight }) => weight > 0 && !Number.isNaN(value))
    .sort((one, other) => one.value - other.value);
  const half = order.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let reached = 0;
  for (const [index, { value, weight }] of order.entries()) {
    reached += weight;
    if (reached > half * (1 + 1e-12)) return value;
    if (reached >= half * (1 - 1e-12)) return (value + (order[index + 1]?.value ?? value)) / 2;
  }
  return Number.NaN;
}
