import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attainedOf, budgetOf, burnOf, exhaustionOf } from './budget.ts';
import type { Count } from './day-slots.ts';
import { counted, daysOf, HOUR_MS, NOW, OBJECTIVE, SLOT_MS } from './objective.fixture.ts';
import type { Method } from './objective.ts';
import { addTallies, type Counted, type Excluded, NO_TALLY, tally } from './tally.ts';

const NEVER: Excluded = () => false;
const over = (objective: Counted, counts: readonly (Count | undefined)[], excluded = NEVER) => {
  const from = NOW - counts.length * SLOT_MS;
  const days = daysOf(from, NOW, (at) => counts[(at - from) / SLOT_MS]);
  return tally(objective, days, { from, to: NOW }, excluded);
};
const slices = (sliceTarget: number): Method => ({ kind: 'Timeslices', sliceSeconds: 600, sliceTarget });
const nothing: Count = { kind: 'unknown' };
const wrong: Count = { kind: 'impossible', why: '' };

describe('a tally', () => {
  it('of events adds what is known, and counts what is not', () => {
    expect(over(OBJECTIVE, [counted(9, 10), undefined, nothing, wrong, counted(5, 5)])).toEqual({
      good: 14,
      total: 15,
      known: 2,
      unknown: 2,
      impossible: 1,
      excluded: 0,
    });
  });

  it('of slices takes one as good that has enough good events', () => {
    const objective = { ...OBJECTIVE, method: slices(0.9) };
    const counts = [counted(9, 10), counted(9, 10), counted(10, 10), counted(7, 10), nothing, nothing];
    expect(over(objective, counts)).toMatchObject({ good: 1, total: 2 });
    expect(over(objective, [counted(0, 0), counted(0, 0)])).toMatchObject({ good: 0, total: 0, known: 2 });
  });

  it('of the ratios of slices adds the shares', () => {
    const method: Method = { kind: 'RatioTimeslices', sliceSeconds: 600 };
    const found = over({ ...OBJECTIVE, method }, [counted(9, 10), counted(1, 10), counted(1, 1), nothing]);
    expect(found).toMatchObject({ good: 1.5, total: 2 });
  });

  it('takes what is not known as bad where that is asked for, and as good never', () => {
    const bad = { ...OBJECTIVE, noData: 'bad' as const };
    expect(over(bad, [counted(1, 1), nothing, wrong])).toMatchObject({ good: 1, total: 3 });
    const sliced = { ...bad, method: slices(0.9) };
    expect(over(sliced, [nothing, nothing, counted(1, 1), counted(1, 1)])).toMatchObject({
      good: 1,
      total: 2,
    });
    expect(over(sliced, [counted(1, 1), nothing])).toMatchObject({ good: 0, total: 1 });
  });

  it('leaves out what is excluded', () => {
    const from = NOW - 4 * SLOT_MS;
    const excluded = (at: number) => at >= from + SLOT_MS && at < from + 3 * SLOT_MS;
    const counts = [counted(1, 1), counted(0, 9), nothing, counted(1, 1)];
    expect(over(OBJECTIVE, counts, excluded)).toEqual({
      ...NO_TALLY,
      good: 2,
      total: 2,
      known: 2,
      excluded: 2,
    });
  });

  it('is the same wherever it is split, for every method', () => {
    const count = fc.oneof(
      fc.constant(nothing),
      fc.constant(wrong),
      fc.tuple(fc.nat(1000), fc.nat(1000)).map(([good, bad]) => counted(good, good + bad)),
    );
    const method = fc.constantFrom<Method>({ kind: 'Occurrences' }, slices(0.9), {
      kind: 'RatioTimeslices',
      sliceSeconds: 600,
    });
    const noData = fc.constantFrom('unknown', 'bad');
    const counts = fc.array(count, { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(counts, method, noData, fc.nat(12), (all, kind, data, cut) => {
        const objective = { ...OBJECTIVE, method: kind, noData: data } as const;
        const from = NOW - 24 * SLOT_MS;
        const days = daysOf(from, NOW, (at) => all[(at - from) / SLOT_MS]);
        const middle = from + cut * 2 * SLOT_MS;
        const parts = addTallies(
          tally(objective, days, { from, to: middle }, NEVER),
          tally(objective, days, { from: middle, to: NOW }, NEVER),
        );
        const whole = tally(objective, days, { from, to: NOW }, NEVER);
        expect(parts.good).toBeCloseTo(whole.good, 9);
        expect({ ...parts, good: 0 }).toEqual({ ...whole, good: 0 });
      }),
    );
  });
});

describe('a budget', () => {
  const events = fc
    .tuple(fc.nat(1_000_000), fc.nat(1_000_000))
    .filter(([good, bad]) => good + bad > 0)
    .map(([good, bad]) => ({ ...NO_TALLY, good, total: good + bad }));
  const targets = fc.double({ min: 0, max: 0.99999, noNaN: true });

  it('is what is consumed and what remains, and nothing else', () => {
    fc.assert(
      fc.property(events, targets, fc.nat(5000), (found, target, more) => {
        for (const method of [{ kind: 'Occurrences' }, slices(0.9)] as const) {
          const budget = budgetOf(found, target, method, found.total + more);
          if (!budget) throw new Error('Something was counted.');
          expect(budget.consumed / budget.allowed + budget.remaining).toBeCloseTo(1, 6);
          expect(budget.remaining).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('of events is overdrawn exactly where the target is missed', () => {
    fc.assert(
      fc.property(events, targets, (found, target) => {
        const budget = budgetOf(found, target, { kind: 'Occurrences' }, 0);
        const distance = (attainedOf(found) ?? 0) - target;
        if (Math.abs(distance) < 1e-9) return;
        expect((budget?.remaining ?? 0) > 0).toBe(distance > 0);
      }),
    );
  });

  it('burns at 1 where it is used up at the end, and loses with every bad event', () => {
    expect(burnOf({ ...NO_TALLY, good: 999, total: 1000 }, 0.999)).toBeCloseTo(1, 9);
    fc.assert(
      fc.property(events, targets, fc.integer({ min: 1, max: 1000 }), (found, target, bad) => {
        const worse = { ...found, total: found.total + bad };
        expect(burnOf(worse, target) ?? 0).toBeGreaterThanOrEqual(burnOf(found, target) ?? 0);
      }),
    );
  });

  it('of slices is that of the whole window', () => {
    const found = { ...NO_TALLY, good: 90, total: 100 };
    expect(budgetOf(found, 0.99, slices(0.9), 8640)).toEqual({
      allowed: expect.closeTo(86.4, 9),
      consumed: 10,
      remaining: expect.closeTo(1 - 10 / 86.4, 9),
    });
  });

  it('is nothing without data', () => {
    expect(budgetOf(NO_TALLY, 0.99, { kind: 'Occurrences' }, 8640)).toBeUndefined();
    expect([attainedOf(NO_TALLY), burnOf(NO_TALLY, 0.9)]).toEqual([undefined, undefined]);
  });
});

describe('its exhaustion', () => {
  const pace = { now: NOW, remaining: 0.5, periodSeconds: 720 * 3600, burn: 14.4 };

  it('comes after what remains of the period, at the pace', () => {
    expect(exhaustionOf({ ...pace, remaining: 1 })).toBe(NOW + 50 * HOUR_MS);
    expect(exhaustionOf(pace)).toBe(NOW + 25 * HOUR_MS);
    expect(exhaustionOf({ ...pace, remaining: 0 })).toBe(NOW);
  });

  it('never comes of a window that rolls at its pace, without data, or after a reset', () => {
    expect(exhaustionOf({ ...pace, burn: 1 })).toBeUndefined();
    expect(exhaustionOf({ ...pace, burn: undefined })).toBeUndefined();
    expect(exhaustionOf({ ...pace, burn: 0 })).toBeUndefined();
    expect(exhaustionOf({ ...pace, resetsAt: NOW + HOUR_MS })).toBeUndefined();
    expect(exhaustionOf({ ...pace, burn: 1, resetsAt: NOW + 800 * HOUR_MS })).toBe(NOW + 360 * HOUR_MS);
  });
});
