import type { Tally } from './likelihood.ts';
import { logBeta, logIncompleteBeta } from './special-functions.ts';

/**
 * Log e-value against "the share of bad events is at most `limit`": the likelihood averaged over all larger
 * shares, over the likelihood at the limit. It speaks of these very events, without minute noise.
 * Source: Robbins 1970 (mixture of binomial likelihoods, one-sided); Ville 1939 for any stopping time.
 *
 * @param limit a share, 0 < limit < 1
 */
export function logEvidenceAbove({ bad, trials }: Tally, limit: number): number {
  const good = trials - bad;
  const above = logBeta(bad + 1, good + 1) + logIncompleteBeta(1 - limit, good + 1, bad + 1);
  return above - Math.log1p(-limit) - bad * Math.log(limit) - good * Math.log1p(-limit);
}

const HALVINGS = 50;

/** The largest share that the events contradict at level alpha: the true share is above it, at any stopping time. */
export function lowerBound(tally: Tally, alpha: number): number {
  if (tally.bad <= 0) return 0;
  let low = 0;
  let high = tally.bad / tally.trials;
  for (let round = 0; round < HALVINGS; round += 1) {
    const middle = (low + high) / 2;
    if (logEvidenceAbove(tally, middle) >= -Math.log(alpha)) low = middle;
    else high = middle;
  }
  return low;
}

/** The smallest share that the events contradict from above: the mirror image of the lower bound. */
export function upperBound({ bad, trials }: Tally, alpha: number): number {
  return 1 - lowerBound({ bad: trials - bad, trials }, alpha);
}
