/** The value below which a share of the values lies; undefined of none. Values that are not finite are left out. */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = values.filter(Number.isFinite).sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

export function median(values: readonly number[]): number | undefined {
  return quantile(values, 0.5);
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Something that was seen some times out of how often it could have been. */
export interface Share {
  readonly times: number;
  readonly of: number;
}

/**
 * How much more likely two shares are when they are of two chances than of one; natural logarithm (nats), never
 * negative. The generalised likelihood ratio of two binomials: about half a chi-square of one degree of freedom.
 */
export function shareShift(usual: Share, now: Share): number {
  if (usual.of === 0 || now.of === 0) return 0;
  const both = { times: usual.times + now.times, of: usual.of + now.of };
  const apart = logLikelihood(usual, usual) + logLikelihood(now, now);
  return Math.max(0, apart - logLikelihood(usual, both) - logLikelihood(now, both));
}

function logLikelihood({ times, of }: Share, chance: Share): number {
  const part = chance.times / chance.of;
  return plogp(times, part) + plogp(of - times, 1 - part);
}

function plogp(times: number, chance: number): number {
  return times === 0 ? 0 : times * Math.log(chance);
}

/** How unlikely a value is by its rank among usual ones; nats, at most the logarithm of how many there are, plus one. */
export function rankSurprise(usual: readonly number[], value: number): number {
  const atLeast = usual.filter((other) => other >= value).length;
  return Math.log((usual.length + 1) / (atLeast + 1));
}

/** The mean of the values that are finite; NaN of none. */
export function mean(values: readonly number[]): number {
  const known = values.filter(Number.isFinite);
  return sum(known) / known.length;
}

/** Fewer fault-free periods than this say nothing of what is unusual. */
const LEAST_PERIODS = 10;

/**
 * How unlikely a run of values is: its mean is ranked among the means of runs as long in fault-free periods. Beyond the
 * highest of them it counts by how many times it is higher, as of a tail that halves when the value doubles; nats.
 */
export function surpriseOfRun(usual: readonly number[], now: readonly number[]): number {
  const values = now.filter(Number.isFinite);
  const known = usual.filter(Number.isFinite);
  if (values.length === 0 || known.length < Math.max(LEAST_PERIODS, values.length)) return 0;
  const means = known
    .slice(0, known.length - values.length + 1)
    .map((_, index) => mean(known.slice(index, index + values.length)));
  return tailSurprise(means, mean(values));
}

/** As `rankSurprise`; beyond the highest it counts by how many times it is higher. */
export function tailSurprise(usual: readonly number[], value: number): number {
  const highest = Math.max(...usual);
  const beyond = value > highest && highest > 0 ? Math.log(value / highest) : 0;
  return rankSurprise(usual, value) + beyond;
}

/** Values by a key of them, in the order in which they came. */
export function groupBy<Value>(
  values: Iterable<Value>,
  keyOf: (value: Value) => string,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
