import { describe, expect, it } from 'vitest';
import { differenceLikelihood } from './likelihood.ts';
import { NoisyLevel } from './noisy-level.ts';

const WIDE = { mean: 0, variance: 4 };

function seen(noise: { deviation: number; persistence: number }, values: readonly number[], apart = 1) {
  const level = new NoisyLevel(noise, WIDE);
  values.forEach((value, at) => {
    level.observe(at * apart, differenceLikelihood(value, 0.1));
  });
  return level;
}

describe('a level seen through noise', () => {
  it('says nothing before it was seen', () => {
    expect(seen({ deviation: 0.5, persistence: 0 }, []).estimate()).toBeNull();
  });
  it('is the mean where noise does not last, whatever the prior', () => {
    const { mean, variance } = seen({ deviation: 0.5, persistence: 0 }, [1, 2, 3, 6]).estimate() ?? WIDE;
    expect(mean).toBeCloseTo(3, 9);
    expect(variance).toBeCloseTo((0.25 + 0.01) / 4, 9);
  });
  it('is known no better from neighbours than noise that lasts allows', () => {
    const lasting = { deviation: 0.5, persistence: 0.8 };
    const values = Array.from({ length: 30 }, () => 1);
    const near = seen(lasting, values).estimate()?.variance ?? 0;
    const far = seen(lasting, values, 20).estimate()?.variance ?? 0;
    // A mean of an autoregression: variance / (1 + (n - 1)(1 - r) / (1 + r)), and the error of measurement.
    expect(near).toBeGreaterThan(0.25 / (1 + 29 / 9));
    expect(near).toBeLessThan(0.25 / (1 + 29 / 9) + 0.01);
    expect(far).toBeCloseTo((0.25 + 0.01) / 30, 3);
  });
  it('finds the noise likelier that the minutes show', () => {
    const jumping = [1, -1, 1, -1, 1, -1, 1, -1];
    const lasting = [1, 1, 1, 0.8, -0.6, -1, -1, -0.9];
    const logFit = (persistence: number, values: readonly number[]) =>
      seen({ deviation: 1, persistence }, values).logProbability;
    expect(logFit(0, jumping)).toBeGreaterThan(logFit(0.8, jumping) + 3);
    expect(logFit(0.8, lasting)).toBeGreaterThan(logFit(0, lasting) + 1);
  });
});
