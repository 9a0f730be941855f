/** A value of a series; NaN outside of it. */
export function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}

/** The mean of the values in [from, to); NaN of nothing. */
export function meanOf(values: Float64Array, from = 0, to = values.length): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += at(values, index);
  return sum / (to - from);
}

/** The middle of the values; of an even number of them the mean of the middle two. NaN of nothing. */
export function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? at(sorted, half) : (at(sorted, half - 1) + at(sorted, half)) / 2;
}

/** The same value at every step of a horizon. */
export function flat(horizon: number, value: number): Float64Array {
  return new Float64Array(horizon).fill(value);
}

/** A cycle whose values are means of themselves and of so many neighbours on either side, round its end. */
export function smoothCycle(cycle: Float64Array, reach: number): Float64Array {
  const { length } = cycle;
  if (reach < 1 || 2 * reach + 1 > length) return cycle;
  const smooth = new Float64Array(length);
  let sum = 0;
  for (let index = -reach; index <= reach; index++) sum += at(cycle, (index + length) % length);
  for (let index = 0; index < length; index++) {
    smooth[index] = sum / (2 * reach + 1);
    sum += at(cycle, (index + 1 + reach) % length) - at(cycle, (index - reach + length) % length);
  }
  return smooth;
}
