import { describe, expect, it } from 'vitest';
import { floorCells } from './cells.ts';
import { measure } from './measure.ts';
import { rowOf } from './rows.ts';
import { EQUAL } from './traffic.ts';

const failing = { ...EQUAL, candidateErrors: 0.1, minutes: 20 };

describe('one cell', () => {
  it('gives the same outcomes for the same seed and runs, and others for others', () => {
    const cell = { suite: 'grid', fault: 'errors', noise: 'clean', scenario: failing } as const;
    const whole = measure(cell, 5, 0, 4);
    const [first, second] = [measure(cell, 5, 0, 2), measure(cell, 5, 2, 4)];
    expect([...first.judge, ...second.judge]).toEqual(whole.judge);
    expect(whole.judge).toHaveLength(4);
    expect(whole.judge.every((minute) => minute > 0 && minute <= 10)).toBe(true);
    expect(whole.kayentaOnce).toEqual([20, 20, 20, 20]);
    expect(whole.kayentaOften).toEqual([10, 10, 10, 10]);
    expect(measure({ ...cell, scenario: { ...failing, candidateErrors: 0.03 } }, 6, 0, 4)).not.toEqual(whole);
  });
  it('finds no promotion below the sample floor', () => {
    for (const cell of floorCells()) expect(measure(cell, 1, 0, 6).promoted).toBe(0);
  });
  it('is told by shares and medians over all runs', () => {
    const cell = { suite: 'grid', fault: 'errors', noise: 'clean', scenario: failing } as const;
    const row = rowOf(cell, {
      judge: [3, 0, 5, 9],
      kayentaOnce: [0, 0, 0, 20],
      kayentaOften: [10, 10, 15, 0],
      threshold: [0, 0, 0, 0],
      promoted: 0,
    });
    expect(row.judge).toEqual({ share: 0.75, median: 5 });
    expect(row.kayentaOnce).toEqual({ share: 0.25, median: null });
    expect(row.kayentaOften).toEqual({ share: 0.75, median: 10 });
  });
});
