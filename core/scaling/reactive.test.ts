import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Minute, reactive, unitsFor } from './reactive.ts';

const AIM = { metric: 'cpu', target: 50 } as const;
const NOW = Date.UTC(2026, 0, 1, 12);
/** The last minutes, newest last. */
const minutes = (...values: readonly number[]): Minute[] =>
  values.map((value, index) => ({ at: NOW - (values.length - index) * 60_000, value, units: 4 }));

const low = (count: number) => Array.from({ length: count }, () => 10);

describe('reactive', () => {
  it.each<[string, readonly number[], string, number]>([
    ['out in proportion, by the newest minute', [50, 50, 75], 'OUT', 6],
    ['twice as many where units are used up', [100], 'OUT', 8],
    ['nothing at its target', [50, 50, 50, 50, 50], 'WITHIN_TOLERANCE', 4],
    ['nothing within a tenth of it', [54], 'WITHIN_TOLERANCE', 4],
    ['in as far as each of fifteen minutes allows', [10, 30, ...low(13)], 'IN', 3],
    ['in only once fifteen minutes were seen', [10, 10], 'STABILISING', 4],
    ['in not where one of them needed all', [48, ...low(14)], 'STABILISING', 4],
    ['nothing without measurements', [], 'NO_DATA', 4],
  ])('goes %s', (_what, values, code, wanted) => {
    expect(reactive(AIM, minutes(...values), 4, NOW)).toMatchObject({ code, wanted });
  });

  it('says nothing by measurements of long ago', () => {
    const old = minutes(90).map((minute) => ({ ...minute, at: NOW - 600_000 }));
    expect(reactive(AIM, old, 4, NOW)).toMatchObject({ code: 'NO_DATA', wanted: 4 });
  });

  it('counts units that are on their way', () => {
    expect(reactive(AIM, minutes(75), 6, NOW)).toMatchObject({ code: 'WITHIN_TOLERANCE', wanted: 6 });
  });

  it('never asks for fewer than any of the last minutes needed, nor for more than twice the need', () => {
    const values = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (percent, units) => {
        const seen = minutes(...percent).map((minute) => ({ ...minute, units }));
        const { wanted, code } = reactive(AIM, seen, units, NOW);
        const needed = seen.slice(-15).map((minute) => unitsFor(minute, AIM));
        if (code === 'IN') expect(wanted).toBe(Math.max(...needed));
        if (code === 'OUT') expect(wanted).toBe(needed.at(-1));
        if (code !== 'IN' && code !== 'OUT') expect(wanted).toBe(units);
        expect(wanted > units).toBe(code === 'OUT');
      }),
    );
  });
});
