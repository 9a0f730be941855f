import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { recordingScope } from '../recording-scope.ts';
import { drawLatencies } from './latencies.ts';
import { binomial, normalQuantile } from './sampling.ts';

const random = recordingScope(new VirtualClock(), 42).random;

function moments(draws: readonly number[]): { mean: number; variance: number } {
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
  return { mean, variance };
}

describe('binomial', () => {
  it.each([
    [20, 0.1],
    [200, 0.02],
    [1_000, 0.2],
    [50, 0.9],
  ])('has the mean and the variance of %i trials at %d', (count, share) => {
    const { mean, variance } = moments(Array.from({ length: 4_000 }, () => binomial(count, share, random)));
    expect(Math.abs(mean / (count * share) - 1)).toBeLessThan(0.04);
    expect(Math.abs(variance / (count * share * (1 - share)) - 1)).toBeLessThan(0.15);
  });

  it('knows the certain cases', () => {
    expect([binomial(0, 0.5, random), binomial(9, 0, random), binomial(9, 1, random)]).toEqual([0, 0, 9]);
  });
});

describe('normalQuantile', () => {
  it('inverts known points of the distribution', () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 9);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 5);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232, 5);
    expect(normalQuantile(0.999)).toBeCloseTo(3.090232, 5);
  });
});

describe('drawLatencies', () => {
  it.each([5, 2_000])('gives %i requests a lognormal latency each, around the median', (count) => {
    const drawn = Array.from({ length: 200 }, () => drawLatencies(count, 40, 0.5, random)).flat();
    const total = drawn.reduce((sum, one) => sum + one.count, 0);
    const below = drawn.filter(({ seconds }) => seconds <= 0.04).reduce((sum, one) => sum + one.count, 0);
    expect(total).toBe(200 * count);
    expect(Math.abs(below / total - 0.5)).toBeLessThan(0.06);
  });
});
