/** A source of numbers in [0, 1). */
export type Random = () => number;

/** Standard normal, by Box and Muller (1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Inversion, step by step from zero; exact, for a small mean. Kachitvichyanukul and Schmeiser (1988), BINV. */
function byInversion(count: number, share: number, random: Random): number {
  const odds = share / (1 - share);
  let probability = (1 - share) ** count;
  let left = random();
  let successes = 0;
  while (left > probability && successes < count) {
    left -= probability;
    successes += 1;
    probability *= (odds * (count - successes + 1)) / successes;
  }
  return successes;
}

/** Successes among `count` trials: exact for a mean up to 30, by the normal approximation above it. */
export function binomial(count: number, share: number, random: Random): number {
  if (count <= 0 || share <= 0) return 0;
  if (share >= 1) return count;
  if (share > 0.5) return count - binomial(count, 1 - share, random);
  const mean = count * share;
  if (mean <= 30) return byInversion(count, share, random);
  const drawn = Math.round(mean + normal(random) * Math.sqrt(mean * (1 - share)));
  return Math.min(count, Math.max(0, drawn));
}

/** Inverse of the standard normal distribution, Acklam's approximation (relative error below 1.2e-9). */
export function normalQuantile(probability: number): number {
  const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716];
  const b = [
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
  ];
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  ];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
  const horner = (all: readonly number[], x: number, last: number) =>
    all.reduce((sum, factor) => sum * x + factor, 0) * x + last;
  if (probability > 0.97575) return -normalQuantile(1 - probability);
  if (probability < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(probability));
    return horner(c, q, 2.938163982698783) / horner(d, q, 1);
  }
  const q = probability - 0.5;
  const r = q * q;
  return (horner(a, r, 2.506628277459239) * q) / horner(b, r, 1);
}
