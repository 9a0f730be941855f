import { describe, expect, it } from 'vitest';
import {
  logBeta,
  logGamma,
  logIncompleteBeta,
  logSumExp,
  normalQuantile,
  normalTail,
} from './special-functions.ts';

describe('logSumExp', () => {
  it('adds probabilities given as logarithms', () => {
    expect(logSumExp([Math.log(0.2), Math.log(0.3)])).toBeCloseTo(Math.log(0.5), 12);
  });
  it('neither overflows nor underflows', () => {
    expect(logSumExp([1000, 1000])).toBeCloseTo(1000 + Math.log(2), 12);
    expect(logSumExp([-1000, -1000])).toBeCloseTo(-1000 + Math.log(2), 12);
  });
  it('is minus infinity over nothing', () => {
    expect(logSumExp([])).toBe(-Infinity);
    expect(logSumExp([-Infinity, -Infinity])).toBe(-Infinity);
  });
});

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.15865525393145707],
    [1.96, 0.024997895148220435],
    [-1, 0.8413447460685429],
    [6, 9.865876450376981e-10],
  ])('has above %d', (z, tail) => {
    expect(normalTail(z) / tail).toBeCloseTo(1, 6);
  });
  it.each([0.4, 0.025, 0.003, 1e-8])('finds the place above which %d lies', (tail) => {
    expect(normalTail(normalQuantile(tail)) / tail).toBeCloseTo(1, 9);
  });
});

describe('logGamma', () => {
  it.each([
    [0.5, 0.5723649429247001],
    [1, 0],
    [5, Math.log(24)],
    [10, 12.801827480081469],
    [100.5, 361.4355404678],
    [1e6, 12815504.569147611],
  ])('of %d is %d', (x, expected) => {
    expect(Math.abs(logGamma(x) - expected)).toBeLessThan(1e-10 * Math.max(1, expected));
  });
});

describe('logBeta', () => {
  it('of 2 and 3 is log(1/12)', () => {
    expect(logBeta(2, 3)).toBeCloseTo(-Math.log(12), 12);
  });
});

describe('logIncompleteBeta', () => {
  it.each([
    [0.3, 2, 5, 0.579825],
    [0.9, 20, 3, 0.6200409384],
    [0.5, 3, 3, 0.5],
    [0.25, 1, 1, 0.25],
    [0.2, 1, 4, 1 - 0.8 ** 4],
    [0.9, 4, 1, 0.9 ** 4],
    [0.02, 3, 1, 0.02 ** 3],
    [0.3, 0.5, 0.5, (2 / Math.PI) * Math.asin(Math.sqrt(0.3))],
    [0.6, 0.5, 0.5, (2 / Math.PI) * Math.asin(Math.sqrt(0.6))],
  ])('I_%d(%d, %d) is %d', (x, a, b, expected) => {
    expect(Math.exp(logIncompleteBeta(x, a, b)) / expected).toBeCloseTo(1, 9);
  });
  it('is symmetric', () => {
    const one = Math.exp(logIncompleteBeta(0.37, 8, 11));
    expect(one + Math.exp(logIncompleteBeta(0.63, 11, 8))).toBeCloseTo(1, 12);
  });
  it('keeps far tails and large counts', () => {
    expect(logIncompleteBeta(0.01, 200, 5)).toBeCloseTo(-903.0092, 3);
    expect(logIncompleteBeta(0.5, 1e6, 1e6)).toBeCloseTo(Math.log(0.5), 6);
  });
});
