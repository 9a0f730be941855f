/** Makes the median absolute deviation an estimate of the standard deviation of a normal distribution. */
export const MAD_TO_SIGMA = 1.4826;

/** 0 of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return values.length === 0 ? 0 : (low + high) / 2;
}

/** Median absolute deviation from the median. */
export function medianDeviation(values: readonly number[]): number {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle)));
}
