import { describe, expect, it } from 'vitest';
import { differenceLikelihood, type Likelihood, oddsRatioLikelihood, shareLikelihood } from './likelihood.ts';
import { assimilate } from './random-effect.ts';

function integrate(likelihood: Likelihood, effect: number, mean: number, variance: number): number {
  const steps = 4000;
  let sum = 0;
  for (let i = 0; i < steps; i += 1) {
    const z = -8 + (16 * (i + 0.5)) / steps;
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    sum += Math.exp(likelihood.value(effect + mean + Math.sqrt(variance) * z)) * density * (16 / steps);
  }
  return Math.log(sum);
}

describe('assimilate', () => {
  it.each([
    [2, 20, 0.3, 0.5],
    [0, 10, -2, 1],
    [9, 10, 1, 0.05],
    [1, 1, 0, 0.6],
  ])('%d of %d: predicts what integration over the noise gives', (bad, trials, effect, variance) => {
    const likelihood = shareLikelihood({ bad, trials });
    if (likelihood === null) throw new Error('no likelihood');
    const { logPredictive } = assimilate(likelihood, effect, { mean: 0.1, variance });
    expect(Math.abs(logPredictive - integrate(likelihood, effect, 0.1, variance))).toBeLessThan(0.03);
  });
  it('gives probabilities that sum to one over all outcomes', () => {
    const trials = 12;
    let ways = 1;
    let sum = 0;
    for (let bad = 0; bad <= trials; bad += 1) {
      const likelihood = shareLikelihood({ bad, trials });
      if (likelihood === null) throw new Error('no likelihood');
      const { logPredictive } = assimilate(likelihood, -1, { mean: 0.2, variance: 0.4 });
      sum += ways * Math.exp(logPredictive);
      ways = (ways * (trials - bad)) / (bad + 1);
    }
    expect(sum).toBeCloseTo(1, 1.5);
  });
  it('is exact for a normal measurement', () => {
    const { logPredictive, posterior } = assimilate(differenceLikelihood(2, 1), 0.5, {
      mean: 0.5,
      variance: 3,
    });
    expect(posterior.mean).toBeCloseTo(0.5 + (3 / 4) * (2 - 1), 9);
    expect(posterior.variance).toBeCloseTo(3 / 4, 9);
    expect(logPredictive).toBeCloseTo(-0.5 * Math.log(4) - 1 / 8, 9);
  });
  it('finds the mode of far-off, precise minutes', () => {
    const likelihood = oddsRatioLikelihood(
      { bad: 900_000, trials: 1_000_000 },
      { bad: 100, trials: 1_000_000 },
    );
    if (likelihood === null) throw new Error('no likelihood');
    const { posterior } = assimilate(likelihood, 0, { mean: 0, variance: 0.5 });
    const { slope } = likelihood.score(posterior.mean);
    expect(slope - posterior.mean / 0.5).toBeCloseTo(0, -1);
  });
});
