import { describe, expect, it } from 'vitest';
import { isBelievable, PairedTotals } from './paired-totals.ts';

function totals(...minutes: readonly (readonly [number, number, number])[]): PairedTotals {
  const sums = new PairedTotals();
  for (const [minute, bad, old] of minutes) {
    sums.add(minute, { candidate: { bad, trials: 10 }, baseline: { bad: old, trials: 100 } });
  }
  return sums;
}

describe('totals of pairs', () => {
  it('are those from any minute on', () => {
    const sums = totals([3, 1, 10], [4, 2, 20], [7, 4, 40]);
    expect(sums.minutes).toBe(3);
    expect(sums.all).toEqual({ candidate: { bad: 7, trials: 30 }, baseline: { bad: 70, trials: 300 } });
    expect(sums.since(4)).toEqual({ candidate: { bad: 6, trials: 20 }, baseline: { bad: 60, trials: 200 } });
    expect(sums.since(5).candidate).toEqual({ bad: 4, trials: 10 });
    expect(sums.since(8).candidate).toEqual({ bad: 0, trials: 0 });
    expect(new PairedTotals().all.candidate).toEqual({ bad: 0, trials: 0 });
  });
});

describe('what may speak against a version', () => {
  it.each([
    ['two bad events', 2, 0, false],
    ['three', 3, 0, true],
    ['as large a share', 3, 30, false],
    ['a larger one', 4, 39, true],
  ])('%s', (_, bad, old, believable) => {
    expect(isBelievable(totals([0, bad, old]).all)).toBe(believable);
  });
});
