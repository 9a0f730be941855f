import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spansOf } from './spans.ts';

const MINUTE = 60_000;
const NOW = 1_000_000 * MINUTE;

const minutesOf = (startedAt: readonly number[]) =>
  spansOf(startedAt, NOW).map(({ spans }) =>
    spans.map(({ from, to }) => [(from - NOW) / MINUTE, (to - NOW) / MINUTE]),
  );

describe('what is read of trouble', () => {
  it('is all since the half hour before, where it is new, for all that is new at once', () => {
    expect(minutesOf([NOW - 5 * MINUTE, NOW - 20 * MINUTE])).toEqual([[[-50, 0]]]);
  });

  it('is the half hour before it and what is now, where it lasts', () => {
    expect(minutesOf([NOW - 5 * MINUTE, NOW - 3000 * MINUTE])).toEqual([
      [[-35, 0]],
      [
        [-3030, -3000],
        [-10, 0],
      ],
    ]);
  });

  it('is nothing, where nobody knows any more what was before', () => {
    expect(spansOf([0, NOW - 30 * 24 * 60 * MINUTE], NOW)).toEqual([]);
  });

  it('is never more than an hour and a half for each', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: NOW }), { maxLength: 20 }), (startedAt) => {
        for (const { spans } of spansOf(startedAt, NOW)) {
          const minutes = spans.reduce((sum, { from, to }) => sum + (to - from) / MINUTE, 0);
          expect(minutes).toBeGreaterThan(0);
          expect(minutes).toBeLessThanOrEqual(91);
        }
      }),
    );
  });
});
