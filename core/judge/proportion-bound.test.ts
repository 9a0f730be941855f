import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logEvidenceAbove, lowerBound, upperBound } from './proportion-bound.ts';

/** The mixture by brute force: the mean likelihood ratio over all shares above the limit. */
function bruteForce(bad: number, trials: number, limit: number): number {
  const steps = 20_000;
  let sum = 0;
  for (let i = 0; i < steps; i += 1) {
    const share = limit + ((1 - limit) * (i + 0.5)) / steps;
    sum += Math.exp(bad * Math.log(share / limit) + (trials - bad) * Math.log((1 - share) / (1 - limit)));
  }
  return Math.log(sum / steps);
}

describe('logEvidenceAbove', () => {
  it.each([
    [4, 20, 0.05],
    [0, 30, 0.1],
    [20, 20, 0.5],
    [7, 300, 0.01],
  ])('%d of %d against %d is the mean likelihood ratio', (bad, trials, limit) => {
    expect(logEvidenceAbove({ bad, trials }, limit)).toBeCloseTo(bruteForce(bad, trials, limit), 4);
  });
  it('is nothing without events', () => {
    expect(logEvidenceAbove({ bad: 0, trials: 0 }, 0.1)).toBeCloseTo(0, 10);
  });
  it('is a bet of mean one at the limit', () => {
    const limit = 0.2;
    const mean = [0, 1, 2, 3, 4].reduce((sum, bad) => {
      const ways = [1, 4, 6, 4, 1][bad] ?? 0;
      const probability = ways * limit ** bad * (1 - limit) ** (4 - bad);
      return sum + probability * Math.exp(logEvidenceAbove({ bad, trials: 4 }, limit));
    }, 0);
    expect(mean).toBeCloseTo(1, 9);
  });
});

describe('bounds of a share', () => {
  it('enclose the observed share, and narrow with the sample', () => {
    const small = { bad: 4, trials: 20 };
    const large = { bad: 400, trials: 2000 };
    expect(lowerBound(small, 0.02)).toBeCloseTo(0.0233, 3);
    expect(upperBound(small, 0.02)).toBeCloseTo(0.5376, 3);
    expect(lowerBound(large, 0.02)).toBeGreaterThan(0.16);
    expect(upperBound(large, 0.02)).toBeLessThan(0.235);
  });
  it('are wide where little was seen', () => {
    expect(lowerBound({ bad: 0, trials: 50 }, 0.02)).toBe(0);
    expect(lowerBound({ bad: 1, trials: 1 }, 0.02)).toBeCloseTo(1 / 99, 4);
    expect(upperBound({ bad: 0, trials: 0 }, 0.02)).toBe(1);
    expect(upperBound({ bad: 5, trials: 5 }, 0.02)).toBe(1);
  });
  it('sit exactly where the evidence reaches 1/alpha', () => {
    const tally = { bad: 9, trials: 60 };
    expect(logEvidenceAbove(tally, lowerBound(tally, 0.05))).toBeCloseTo(Math.log(20), 6);
  });
  it('hold the share for any counts', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (bad, good) => {
        const trials = bad + good;
        fc.pre(trials > 0);
        const tally = { bad, trials };
        const share = bad / trials;
        expect(lowerBound(tally, 0.02)).toBeLessThanOrEqual(share);
        expect(upperBound(tally, 0.02)).toBeGreaterThanOrEqual(share);
      }),
      { numRuns: 60 },
    );
  });
});
