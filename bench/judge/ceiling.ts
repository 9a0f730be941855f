import { normalTail } from '../../core/judge/special-functions.ts';
import type { Scenario } from './traffic.ts';

/** Quantile of the standard normal above which 3% lie: alpha and one point. */
const Z97 = 1.8808;

/**
 * What no comparison of the two arms can surpass: the power of the best test at 3% false aborts after so many
 * minutes, for somebody who knows the noise exactly and counts infinitely many requests (Neyman and Pearson 1933;
 * the information of a first-order autoregression about its mean).
 */
export function ceiling(scenario: Scenario, minutes: number): number {
  const { slowdown, baselineErrors, candidateErrors, errorNoise, latencyNoise, persistence } = scenario;
  const [effect, noise] =
    slowdown > 1
      ? [Math.log(slowdown), latencyNoise]
      : [Math.log(candidateErrors / baselineErrors), errorNoise];
  if (noise === 0) return 1;
  const independent = 1 + ((minutes - 1) * (1 - persistence)) / (1 + persistence);
  return normalTail(Z97 - (effect * Math.sqrt(independent)) / (Math.SQRT2 * noise));
}
