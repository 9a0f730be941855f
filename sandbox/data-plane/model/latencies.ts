import { binomial, normal, normalQuantile, type Random } from './sampling.ts';

const BINS = 24;

/** Normal quantiles at the middle of bins that hold an equal share of the requests each. */
const MIDDLES = Array.from({ length: BINS }, (_, bin) => normalQuantile((bin + 0.5) / BINS));

export interface LatencyCount {
  readonly seconds: number;
  readonly count: number;
}

/**
 * Lognormal latencies of `count` requests. Few are drawn one by one; many are dealt to bins of equal
 * probability, with the spread that a real sample has, so that a busy second costs as much as a quiet one.
 */
export function drawLatencies(
  count: number,
  medianMs: number,
  sigma: number,
  random: Random,
): LatencyCount[] {
  const seconds = (deviation: number) => (medianMs / 1_000) * Math.exp(sigma * deviation);
  if (count <= BINS) {
    return Array.from({ length: count }, () => ({ seconds: seconds(normal(random)), count: 1 }));
  }
  const dealt: LatencyCount[] = [];
  let left = count;
  for (const [bin, middle] of MIDDLES.entries()) {
    const here = binomial(left, 1 / (BINS - bin), random);
    left -= here;
    if (here > 0) dealt.push({ seconds: seconds(middle), count: here });
  }
  return dealt;
}
