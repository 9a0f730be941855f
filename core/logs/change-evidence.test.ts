import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../sandbox/seeded-random.ts';
import { dispersionOf, findings, logChangeEvidence } from './change-evidence.ts';

const hour = (lines: number) => ({ lines, seconds: 3_600 });

describe('logChangeEvidence', () => {
  it('has a mean of 1 under one rate, given the sum, for any exposure', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (lines, ratio) => {
          const seconds = { period: 1_000 * ratio, before: 1_000 };
          const share = ratio / (1 + ratio);
          let [mean, ways] = [0, 1];
          for (let now = 0; now <= lines; now++) {
            const chance = ways * share ** now * (1 - share) ** (lines - now);
            const log = logChangeEvidence(
              { lines: now, seconds: seconds.period },
              { lines: lines - now, seconds: seconds.before },
            );
            mean += chance * Math.exp(log);
            ways = (ways * (lines - now)) / (now + 1);
          }
          expect(mean).toBeCloseTo(1, 6);
        },
      ),
    );
  });

  it('says little of few lines and much of many', () => {
    expect(logChangeEvidence(hour(2), hour(0))).toBeLessThan(Math.log(20));
    expect(logChangeEvidence(hour(40), hour(0))).toBeGreaterThan(Math.log(1e6));
    expect(logChangeEvidence(hour(100), hour(100))).toBeLessThan(0);
    expect(logChangeEvidence(hour(0), hour(0))).toBe(0);
    expect(logChangeEvidence(hour(9), { lines: 0, seconds: 0 })).toBe(0);
  });

  it('says less the more the lines come in bursts', () => {
    expect(logChangeEvidence(hour(40), hour(0), 10)).toBeLessThan(logChangeEvidence(hour(40), hour(0)) / 3);
    expect(dispersionOf([0, 0, 0, 40, 0, 0, 0, 40])).toBeGreaterThan(10);
    expect(dispersionOf(Array(24).fill(5))).toBeLessThan(1.3);
    expect(dispersionOf([])).toBe(2);
  });
});

describe('findings', () => {
  it('are the more the stronger others are, and none of what says nothing', () => {
    expect(findings([0, 0, Math.log(59)], 0.05)).toEqual([false, false, false]);
    expect(findings([0, 0, Math.log(61)], 0.05)).toEqual([false, false, true]);
    expect(findings([0, Math.log(31), Math.log(31)], 0.05)).toEqual([false, true, true]);
    expect(findings([], 0.05)).toEqual([]);
  });

  it('are wrong about patterns that do not change at most as often as stated', () => {
    const random = seeded(7);
    const poisson = (mean: number) => {
      let [count, product] = [0, random()];
      for (; product > Math.exp(-mean); count++) product *= random();
      return count;
    };
    let wrong = 0;
    const rounds = 400;
    for (let round = 0; round < rounds; round++) {
      const logs = Array.from({ length: 30 }, () => logChangeEvidence(hour(poisson(8)), hour(poisson(8))));
      if (findings(logs, 0.05).includes(true)) wrong++;
    }
    expect(wrong / rounds).toBeLessThanOrEqual(0.05);
  });
});
