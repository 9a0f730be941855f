/** A reproducible source of random numbers for simulations. */
export interface SeededRandom {
  /** Uniform on [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  poisson(mean: number): number;
  binomial(trials: number, share: number): number;
}

/** Counts with a larger variance than this are drawn from the normal approximation. */
const LARGE = 40;

export function seededRandom(seed: number): SeededRandom {
  const uniform = mulberry32(seed);
  const normal = boxMuller(uniform);
  return {
    uniform,
    normal,
    poisson: (mean) =>
      mean > LARGE
        ? Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
        : inverted(uniform(), Math.exp(-mean), (k) => mean / k, Number.POSITIVE_INFINITY),
    binomial: (trials, share) => binomial(trials, share, uniform, normal),
  };
}

/** Normal draws come in pairs. Source: Box and Muller 1958. */
function boxMuller(uniform: () => number): () => number {
  let spare: number | undefined;
  return () => {
    const kept = spare;
    spare = undefined;
    if (kept !== undefined) return kept;
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/** Source: Tommy Ettinger's mulberry32, public domain. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function binomial(trials: number, share: number, uniform: () => number, normal: () => number): number {
  if (share <= 0 || trials <= 0) return 0;
  if (share >= 1) return trials;
  if (share > 0.5) return trials - binomial(trials, 1 - share, uniform, normal);
  const variance = trials * share * (1 - share);
  if (variance > LARGE) {
    const drawn = Math.round(trials * share + Math.sqrt(variance) * normal());
    return Math.min(trials, Math.max(0, drawn));
  }
  const odds = share / (1 - share);
  const none = Math.exp(trials * Math.log1p(-share));
  return inverted(uniform(), none, (k) => (odds * (trials - k + 1)) / k, trials);
}

/** Inversion of a distribution on 0, 1, 2, ... given the ratio of neighbouring probabilities. */
function inverted(draw: number, atZero: number, ratio: (k: number) => number, largest: number): number {
  let value = 0;
  let probability = atZero;
  let cumulated = probability;
  while (draw > cumulated && value < Math.min(largest, 10 * LARGE)) {
    value += 1;
    probability *= ratio(value);
    cumulated += probability;
  }
  return value;
}
