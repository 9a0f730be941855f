import { describe, expect, it } from 'vitest';
import { ERROR_NOISE, LATENCY_NOISE, learnNoise, priorOf } from './dispersion.ts';
import type { Tally } from './likelihood.ts';

const steady: [Tally, Tally] = [
  { bad: 1000, trials: 100_000 },
  { bad: 1010, trials: 100_000 },
];
const wild: [Tally, Tally] = [
  { bad: 1000, trials: 100_000 },
  { bad: 2700, trials: 100_000 },
];

const prior = priorOf(ERROR_NOISE);

describe('noise before anything was seen', () => {
  it.each([
    ['errors', ERROR_NOISE],
    ['latency', LATENCY_NOISE],
  ])('of %s: the shares sum to one', (_, noise) => {
    expect(noise.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(learnNoise(noise, [])).toEqual(priorOf(noise));
  });
});

describe('noise learned from the baseline', () => {
  it('is small after steady minutes', () => {
    const learned = learnNoise(ERROR_NOISE, [steady, steady, steady]);
    expect(learned[0]).toBeCloseTo(prior[0] ?? 0, 9);
    expect(learned[3]).toBeLessThan((prior[3] ?? 0) - 2);
  });
  it('is large after wild ones', () => {
    const learned = learnNoise(ERROR_NOISE, [wild, wild]);
    expect(learned[0]).toBeCloseTo((prior[0] ?? 0) - 4, 9);
    expect(learned[3]).toBeCloseTo(prior[3] ?? 0, 9);
  });
  it('moves less from minute to minute where it persists', () => {
    const learned = learnNoise(ERROR_NOISE, [steady, steady]);
    const change = (i: number) => (learned[i] ?? 0) - (prior[i] ?? 0);
    expect(change(6)).toBeGreaterThan(change(3));
  });
  it('passes over minutes that say nothing', () => {
    const empty: [Tally, Tally] = [
      { bad: 0, trials: 10 },
      { bad: 0, trials: 10 },
    ];
    expect(learnNoise(ERROR_NOISE, [empty])).toEqual(priorOf(ERROR_NOISE));
  });
});
