import type { Likelihood } from './likelihood.ts';

/** A normal belief about the noise of one minute, in log-odds. */
export interface Belief {
  readonly mean: number;
  readonly variance: number;
}

export interface Assimilated {
  /** Log of the predictive probability of the minute, up to a constant that is the same for every belief. */
  readonly logPredictive: number;
  readonly posterior: Belief;
}

const NEWTON_STEPS = 60;
/** Log-odds; further than this the curvature of a logistic likelihood says nothing. */
const LARGEST_STEP = 2;
/** The last step gains less than half of this in log-probability, and misses the mode by much less. */
const PRECISION = 1e-3;

/**
 * Predicts one minute from `effect + noise`, then updates the belief about the noise.
 *
 * Laplace's approximation at the mode of a log-concave integrand. Source: the mixed logistic model of Breslow and
 * Clayton 1993; as a filter, the dynamic generalised linear model of West, Harrison and Migon 1985 with Laplace's
 * update.
 */
export function assimilate(likelihood: Likelihood, effect: number, belief: Belief): Assimilated {
  const precision = 1 / belief.variance;
  const { noise, information } = modeOf(likelihood, effect, belief.mean, precision);
  const away = noise - belief.mean;
  const posteriorPrecision = information + precision;
  return {
    logPredictive:
      likelihood.value(effect + noise) -
      0.5 * precision * away * away -
      0.5 * Math.log(belief.variance * posteriorPrecision),
    posterior: { mean: noise, variance: 1 / posteriorPrecision },
  };
}

interface Mode {
  readonly noise: number;
  readonly information: number;
}

/** Where the slope is zero: Newton's method; a step that leaves the bracket known so far becomes half of it. */
function modeOf(likelihood: Likelihood, effect: number, mean: number, precision: number): Mode {
  const { logOdds, information: sharpness } = likelihood.peak;
  let noise = (precision * mean + sharpness * (logOdds - effect)) / (precision + sharpness);
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (let round = 0; ; round += 1) {
    const { slope, information } = likelihood.score(effect + noise);
    const ascent = slope - (noise - mean) * precision;
    const step = ascent / (information + precision);
    const next = noise + Math.min(LARGEST_STEP, Math.max(-LARGEST_STEP, step));
    if (step * ascent < PRECISION || round === NEWTON_STEPS) return { noise: next, information };
    if (ascent > 0) low = noise;
    else high = noise;
    noise = next > low && next < high ? next : (low + high) / 2;
  }
}
