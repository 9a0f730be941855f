import { describe, expect, it } from 'vitest';
import { boundaryOf, signalWeights } from './tolerance.ts';

describe('tolerance', () => {
  it('is twice as wide against history', () => {
    expect(boundaryOf(0.25, 'concurrent')).toBeCloseTo(Math.log(1.25), 12);
    expect(boundaryOf(0.25, 'historical')).toBeCloseTo(Math.log(1.5), 12);
  });
});

describe('signal weights', () => {
  it.each([
    [0, 0, { errors: 1, latency: 0, custom: 0 }],
    [2, 0, { errors: 0.45, latency: 0.275, custom: 0 }],
    [0, 2, { errors: 0.8, latency: 0, custom: 0.1 }],
    [2, 1, { errors: 0.36, latency: 0.22, custom: 0.2 }],
  ])('for %d limits and %d metrics', (limits, customs, expected) => {
    const weights = signalWeights(limits, customs);
    expect(weights.errors).toBeCloseTo(expected.errors, 12);
    expect(weights.latency).toBeCloseTo(expected.latency, 12);
    expect(weights.custom).toBeCloseTo(expected.custom, 12);
    expect(weights.errors + limits * weights.latency + customs * weights.custom).toBeCloseTo(1, 12);
  });
});
