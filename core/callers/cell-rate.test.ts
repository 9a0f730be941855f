import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admission } from './cell-rate.ts';

/** How many of the calls at these times pass. */
function passed(times: readonly number[], perMinute: number): number[] {
  let due: number | undefined;
  return times.filter((now) => {
    const told = admission(due, now, { perMinute });
    if (told.admitted) due = told.due;
    return told.admitted;
  });
}

describe('a rate of cells', () => {
  it('lets a minute of them through at once, then one by one', () => {
    expect(passed(Array(200).fill(0), 120)).toHaveLength(120);
    expect(passed([...Array(120).fill(0), 499, 500, 501, 999, 1000], 120).slice(120)).toEqual([500, 1000]);
    const told = admission(60_000, 0, { perMinute: 60 });
    expect(told).toEqual({ admitted: false, retryAfterSeconds: 1 });
  });

  it('never lets more through than twice a minute’s worth in any minute, nor refuses who keeps to the rate', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 300 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 100 }), (steps, perMinute) => {
        let at = 0;
        const times = steps.map((step) => (at += step));
        const through = passed(times, perMinute);
        const most = Math.max(
          0,
          ...through.map((from) => through.filter((to) => to >= from && to < from + 60_000).length),
        );
        expect(most).toBeLessThanOrEqual(2 * perMinute);
        const even = steps.map((_, index) => (index * 60_000) / perMinute);
        expect(passed(even, perMinute)).toHaveLength(even.length);
      }),
      { numRuns: 60 },
    );
  });

  it('says a time after which one passes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200_000 }),
        fc.integer({ min: 1, max: 600 }),
        (due, perMinute) => {
          const told = admission(due, 0, { perMinute });
          if (told.admitted) return;
          expect(admission(due, told.retryAfterSeconds * 1000, { perMinute }).admitted).toBe(true);
        },
      ),
    );
  });
});
