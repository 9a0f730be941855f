import { describe, expect, it } from 'vitest';
import type { NodeSeries, Period } from './calls.ts';
import { rankFelt } from './felt-target.ts';
import { withEnoughUsual } from './short-history.ts';

const BEFORE = 5;
const well: Period = { requests: 100, errors: 0, latency: 0.1 };
const bad: Period = { requests: 100, errors: 40, latency: 0.1 };
const times = (count: number, period: Period) => Array.from({ length: count }, () => period);
/** A node that was known for so many minutes, and has suffered for a quarter of an hour. */
const young = (node: string, minutes: number): NodeSeries => ({
  node,
  usual: times(minutes, well),
  now: [...times(BEFORE, well), ...times(15, bad)],
});
const rank = (series: readonly NodeSeries[]) =>
  rankFelt({ onset: 0, calls: [{ caller: 'web', callee: 'cart' }], series }, [
    { node: 'web', felt: 'errors' },
  ]);

describe('a short history', () => {
  it('is enough to name what fails as it never did', () => {
    const series = [young('web', 8), young('cart', 8)];
    expect(rank(series).ranking.verdict).toBe('NOT_ENOUGH_DATA');
    expect(rank(withEnoughUsual(series, BEFORE)).ranking).toMatchObject({
      verdict: 'RANKED',
      causes: [{ node: 'cart' }],
    });
  });

  it('takes the minutes before the onset for usual, and twice as many as what they are compared with', () => {
    const [one] = withEnoughUsual([young('web', 8)], BEFORE);
    expect(one).toMatchObject({ usual: times(13, well), now: times(6, bad) });
  });

  it('that is none leaves at least something to compare', () => {
    expect(withEnoughUsual([young('web', 0)], 0)[0]?.now).toHaveLength(3);
  });

  it('is not made of a long one', () => {
    const series = [young('web', 30)];
    expect(withEnoughUsual(series, BEFORE)).toBe(series);
    expect(withEnoughUsual([], BEFORE)).toEqual([]);
  });
});
