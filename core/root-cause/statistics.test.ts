import { describe, expect, it } from 'vitest';
import { quantile, rankSurprise, shareShift, surpriseOfRun } from './statistics.ts';

describe('statistics', () => {
  it('measures how surely a share has changed', () => {
    expect(shareShift({ times: 5, of: 10 }, { times: 50, of: 100 })).toBeCloseTo(0);
    expect(shareShift({ times: 0, of: 20 }, { times: 20, of: 20 })).toBeCloseTo(40 * Math.LN2);
    expect(shareShift({ times: 0, of: 0 }, { times: 3, of: 3 })).toBe(0);
  });

  it('ranks a value among usual ones', () => {
    expect(rankSurprise([1, 2, 3], 4)).toBeCloseTo(Math.log(4));
    expect(rankSurprise([1, 2, 3], 0)).toBe(0);
  });

  it('ranks a run by its mean, and counts by how much it is beyond the highest', () => {
    const usual = Array.from({ length: 100 }, (_, index) => 1 + (index % 10));
    expect(surpriseOfRun(usual, [5, 6])).toBeLessThan(1);
    expect(surpriseOfRun(usual, [95, 95])).toBeCloseTo(Math.log(100) + Math.log(10));
    expect(surpriseOfRun([1, 2], [50])).toBe(0);
  });

  it('has no quantile of nothing', () => {
    expect(quantile([], 0.5)).toBeUndefined();
    expect(quantile([Number.NaN, 3], 1)).toBe(3);
  });
});
