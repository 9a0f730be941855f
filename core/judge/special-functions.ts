/** log(sum of exp), without overflow. Empty input gives -Infinity. */
export function logSumExp(logs: readonly number[]): number {
  const largest = Math.max(...logs);
  if (largest === -Infinity) return -Infinity;
  return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0));
}

/** Upper tail of the standard normal, for any z. Relative error below 1.2e-7. Source: erfc of Numerical Recipes 6.2. */
export function normalTail(z: number): number {
  const x = Math.abs(z) * Math.SQRT1_2;
  const t = 1 / (1 + 0.5 * x);
  const series = ERFC.reduceRight((sum, term) => term + t * sum, 0);
  const tail = 0.5 * t * Math.exp(-x * x + series);
  return z < 0 ? 1 - tail : tail;
}

const HALVINGS = 60;

/** The z of which `tail` is the upper tail, for 1e-16 < tail < 0.5; by bisection. */
export function normalQuantile(tail: number): number {
  let low = 0;
  let high = 8.5;
  for (let round = 0; round < HALVINGS; round += 1) {
    const middle = (low + high) / 2;
    if (normalTail(middle) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const ERFC = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Logarithm of the gamma function for x > 0; relative error below 1e-13. Source: Lanczos 1964, g = 7, n = 9. */
export function logGamma(x: number): number {
  const shifted = x - 1;
  const base = shifted + 7.5;
  const series = LANCZOS.reduce((sum, term, i) => sum + term / (shifted + i + 1), 0.99999999999980993);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
}

/** Logarithm of the beta function for a, b > 0. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/**
 * Logarithm of the regularised incomplete beta function I_x(a, b), for 0 < x < 1 and a, b > 0.
 * Source: continued fraction of Didonato and Morris 1992, evaluated by Lentz's method.
 */
export function logIncompleteBeta(x: number, a: number, b: number): number {
  const logFront = a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b);
  if (x <= (a + 1) / (a + b + 2)) return logFront - Math.log(a) + Math.log(betaFraction(x, a, b));
  const other = Math.exp(logFront - Math.log(b)) * betaFraction(1 - x, b, a);
  return Math.log1p(-Math.min(other, 1));
}

const FRACTION_TERMS = 10_000;
const FRACTION_PRECISION = 1e-14;

function betaFraction(x: number, a: number, b: number): number {
  let upper = 1;
  let lower = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = lower;
  for (let m = 1; m <= FRACTION_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    lower = 1 / away(1 + even * lower);
    upper = away(1 + even / upper);
    fraction *= lower * upper;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    lower = 1 / away(1 + odd * lower);
    upper = away(1 + odd / upper);
    fraction *= lower * upper;
    if (Math.abs(lower * upper - 1) < FRACTION_PRECISION) return fraction;
  }
  return fraction;
}

/** Lentz's method divides by its terms: a zero is replaced by something tiny. */
function away(term: number): number {
  return Math.abs(term) < 1e-300 ? 1e-300 : term;
}
