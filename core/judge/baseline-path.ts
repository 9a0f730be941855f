import { type Noise, priorOf } from './dispersion.ts';
import { shareLikelihood, type Tally } from './likelihood.ts';
import { assimilate } from './random-effect.ts';

/** One minute of one arm, with its place in time counted in metric periods. */
export interface TimedTally {
  readonly minute: number;
  readonly tally: Tally;
}

/** The candidate's tasks may be noisier than the old ones: no kind of noise is ever ruled out by more than e^-4. */
const LARGEST_PENALTY = 4;

/**
 * What the old version's own minutes say about the noise: each kind of noise predicts the baseline's path around
 * an unknown level, with half of the variance that a difference of two arms has. Only kinds with more noise than
 * the path shows lose weight. The path may wander because of load that both arms share, so that it can show that
 * noise is small, but not that it is large.
 *
 * @param path the baseline's minutes in order
 * @returns log weights of the noise list, prior included
 */
export function learnNoise(noise: readonly Noise[], path: readonly TimedTally[]): number[] {
  const fits = noise.map((kind) => ({ deviation: kind.deviation, fit: fitOf(kind, path) }));
  const best = fits.reduce((one, other) => (other.fit > one.fit ? other : one));
  const penalties = fits.map(({ deviation, fit }) =>
    deviation > best.deviation ? Math.max(fit - best.fit, -LARGEST_PENALTY) : 0,
  );
  return priorOf(noise).map((prior, i) => prior + (penalties[i] ?? 0));
}

/** A normal belief about the level and about the noise around it, in log-odds; `shared` is their covariance. */
interface PathBelief {
  readonly level: number;
  readonly noise: number;
  readonly levelVariance: number;
  readonly noiseVariance: number;
  readonly shared: number;
}

/** Before the first minute the level may be any share at all. */
const LEVEL = 0;
const LEVEL_VARIANCE = 25;

/** Log-likelihood of the path: a Kalman filter whose measurements are binomial (see `assimilate`). */
function fitOf({ deviation, persistence }: Noise, path: readonly TimedTally[]): number {
  const variance = deviation ** 2 / 2;
  let belief: PathBelief = {
    level: LEVEL,
    noise: 0,
    levelVariance: LEVEL_VARIANCE,
    noiseVariance: variance,
    shared: 0,
  };
  let fit = 0;
  let last: number | undefined;
  for (const { minute, tally } of path) {
    const likelihood = shareLikelihood(tally);
    if (likelihood === null) continue;
    const prior = later(belief, persistence ** (minute - (last ?? minute)), variance);
    const { level, levelVariance, noiseVariance, shared } = prior;
    const total = { mean: prior.noise, variance: levelVariance + noiseVariance + 2 * shared };
    const { logPredictive, posterior } = assimilate(likelihood, level, total);
    belief = corrected(prior, total, posterior);
    fit += logPredictive;
    last = minute;
  }
  return fit;
}

/** @param kept share of the noise that has not faded */
function later(belief: PathBelief, kept: number, variance: number): PathBelief {
  return {
    ...belief,
    noise: kept * belief.noise,
    noiseVariance: kept ** 2 * belief.noiseVariance + (1 - kept ** 2) * variance,
    shared: kept * belief.shared,
  };
}

interface Normal {
  readonly mean: number;
  readonly variance: number;
}

/** What is learned of the sum of level and noise is split between the two. */
function corrected(prior: PathBelief, before: Normal, after: Normal): PathBelief {
  const toLevel = (prior.levelVariance + prior.shared) / before.variance;
  const toNoise = (prior.noiseVariance + prior.shared) / before.variance;
  const learned = before.variance - after.variance;
  return {
    level: prior.level + toLevel * (after.mean - before.mean),
    noise: prior.noise + toNoise * (after.mean - before.mean),
    levelVariance: prior.levelVariance - toLevel ** 2 * learned,
    noiseVariance: prior.noiseVariance - toNoise ** 2 * learned,
    shared: prior.shared - toLevel * toNoise * learned,
  };
}
