import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf, NOW, POLICY } from './decide.fixture.ts';
import { decide } from './decide.ts';
import type { Capacity, Facts } from './facts.ts';

const capacity = (more: Partial<Capacity> = {}): Capacity => ({
  name: 'shop',
  units: 4,
  ready: 4,
  least: 1,
  ...more,
});
const limits = (more: Partial<NonNullable<Capacity['limits']>> = {}) => ({
  min: 2,
  max: 10,
  floor: 2,
  owned: false,
  suspended: { out: false, in: false },
  ...more,
});
const asked = (action: 'auto' | 'scale-up' | 'scale-down', targetInstances?: number, forced = false) => ({
  wish: { action, forced, ...(targetInstances !== undefined && { targetInstances }) },
});

describe('decide', () => {
  it.each<[string, Facts, string, string, number]>([
    ['goes out', factsOf(100), 'SCALE_OUT', 'OUT', 8],
    ['goes in, by half at most', factsOf(1), 'SCALE_IN', 'IN', 2],
    ['stays at its target', factsOf(50), 'NOTHING', 'WITHIN_TOLERANCE', 4],
    ['does nothing without measurements', factsOf(0, { minutes: [] }), 'NOTHING', 'NO_DATA', 4],
    ['does nothing without a policy', factsOf(100, { policy: undefined }), 'NOTHING', 'NO_POLICY', 4],
    [
      'stops at the maximum',
      factsOf(100, { capacity: capacity({ units: 8, ready: 8 }) }),
      'SCALE_OUT',
      'OUT',
      10,
    ],
    [
      'says that it is there',
      factsOf(100, { capacity: capacity({ units: 10, ready: 10 }) }),
      'NOTHING',
      'AT_MAXIMUM',
      10,
    ],
    [
      'stops at the minimum',
      factsOf(1, { capacity: capacity({ units: 2, ready: 2 }) }),
      'NOTHING',
      'AT_MINIMUM',
      2,
    ],
    [
      'comes back above its minimum',
      factsOf(50, { capacity: capacity({ units: 1, ready: 1 }) }),
      'SCALE_OUT',
      'OUT',
      2,
    ],
    [
      'obeys the maximum of AWS',
      factsOf(100, { capacity: capacity({ limits: limits({ max: 5 }) }) }),
      'SCALE_OUT',
      'OUT',
      5,
    ],
    [
      'waits after a step out',
      factsOf(100, { made: [{ at: NOW - 30_000, direction: 'out' }] }),
      'NOTHING',
      'COOLDOWN',
      4,
    ],
    [
      'does not wait to go out after a step in',
      factsOf(100, { made: [{ at: NOW - 30_000, direction: 'in' }] }),
      'SCALE_OUT',
      'OUT',
      8,
    ],
    [
      'waits longer to go in',
      factsOf(1, { made: [{ at: NOW - 200_000, direction: 'out' }] }),
      'NOTHING',
      'COOLDOWN',
      4,
    ],
    [
      'leaves what is suspended',
      factsOf(100, { capacity: capacity({ limits: limits({ suspended: { out: true, in: false } }) }) }),
      'NOTHING',
      'SUSPENDED',
      4,
    ],
    [
      'leaves a deployment alone',
      factsOf(100, { capacity: capacity({ obstacle: { code: 'DEPLOYMENT', words: 'd' } }) }),
      'NOTHING',
      'DEPLOYMENT',
      4,
    ],
    [
      'has nothing to go by where nothing is set',
      factsOf(100, { capacity: capacity({ units: undefined }) }),
      'NOTHING',
      'NOT_SET',
      0,
    ],
    ['takes a step that is asked for', factsOf(50, asked('scale-up')), 'SCALE_OUT', 'OUT', 5],
    ['takes one back', factsOf(50, asked('scale-down')), 'SCALE_IN', 'IN', 3],
    ['goes to a number', factsOf(50, asked('auto', 7)), 'SCALE_OUT', 'OUT', 7],
    ['is there already', factsOf(50, asked('auto', 4)), 'NOTHING', 'AT_REQUEST', 4],
    ['goes up by no smaller number', factsOf(50, asked('scale-up', 3)), 'NOTHING', 'AT_REQUEST', 4],
    [
      'holds a person to the maximum',
      factsOf(50, { ...asked('auto', 50), capacity: capacity({ units: 10 }) }),
      'NOTHING',
      'AT_MAXIMUM',
      10,
    ],
    [
      'and to the cooldown',
      factsOf(50, { ...asked('scale-up'), made: [{ at: NOW - 1, direction: 'out' }] }),
      'NOTHING',
      'COOLDOWN',
      4,
    ],
    [
      'passes both when forced',
      factsOf(50, { ...asked('auto', 50, true), made: [{ at: NOW - 1, direction: 'out' }] }),
      'SCALE_OUT',
      'OUT',
      50,
    ],
    [
      'does not know how far without limits',
      factsOf(50, { ...asked('scale-up'), policy: undefined }),
      'NOTHING',
      'NO_LIMITS',
      4,
    ],
  ])('%s', (_what, facts, verdict, code, to) => {
    expect(decide(facts)).toMatchObject({ verdict, code, to, words: expect.stringMatching(/./) });
  });

  it('raises the minimum under policies of AWS, and lets it down again', () => {
    const owned = (floor: number) => capacity({ units: 4, limits: limits({ owned: true, floor }) });
    expect(decide(factsOf(100, { capacity: owned(2) })).setting).toEqual({ units: 8, floor: 8 });
    expect(decide(factsOf(1, { capacity: owned(4) }))).toMatchObject({
      verdict: 'SCALE_IN',
      setting: { floor: 2 },
    });
    expect(decide(factsOf(1, { capacity: owned(2) }))).toMatchObject({
      verdict: 'NOTHING',
      code: 'LEFT_TO_AWS',
    });
  });

  it('moves the limits of AWS that a forced change passes', () => {
    const bounded = capacity({ limits: limits() });
    expect(decide(factsOf(50, { ...asked('auto', 12, true), capacity: bounded })).setting).toEqual({
      units: 12,
      max: 12,
    });
    expect(decide(factsOf(50, { ...asked('auto', 1, true), capacity: bounded })).setting).toEqual({
      units: 1,
      floor: 1,
    });
  });

  it('takes what runs down to what a day may cost', () => {
    const cost = { dollarsADay: 20, unitDollarsAnHour: 0.5 };
    const meter = { date: '2026-01-01', dollars: 5, at: NOW, units: 4 };
    const facts = factsOf(100, { policy: { ...POLICY, cost }, meter });
    // 20 - 5 spent - 12 for the minimum until midnight leave 3 dollars: 6 more for an hour.
    expect(decide(facts)).toMatchObject({ verdict: 'SCALE_OUT', to: 8 });
    expect(decide({ ...facts, meter: { ...meter, dollars: 7 } })).toMatchObject({
      code: 'COST_CAP',
      verdict: 'NOTHING',
      words: expect.stringContaining('The cost cap holds 8 back.'),
    } as object);
    expect(decide({ ...facts, meter: { ...meter, dollars: 30 } })).toMatchObject({
      verdict: 'SCALE_IN',
      to: 2,
    });
  });

  it('has the units of a window when it begins', () => {
    const window = { from: '2026-01-01T12:02:00Z', to: '2026-01-01T14:00:00Z', reason: 'Sale' };
    const policy = { ...POLICY, schedules: [{ window, min: 6 }] };
    expect(decide(factsOf(50, { policy }))).toMatchObject({
      verdict: 'SCALE_OUT',
      to: 6,
      words: expect.stringContaining('Sale'),
    });
    expect(decide(factsOf(50, { policy, now: NOW - 600_000 }))).toMatchObject({ verdict: 'NOTHING' });
  });

  const anyFacts = fc
    .record({
      percent: fc.integer({ min: 0, max: 100 }),
      units: fc.integer({ min: 0, max: 30 }),
      target: fc.integer({ min: 1, max: 100 }),
      min: fc.integer({ min: 0, max: 8 }),
      room: fc.integer({ min: 0, max: 20 }),
      dollars: fc.integer({ min: 0, max: 200 }),
      ago: fc.integer({ min: 0, max: 900 }),
      owned: fc.boolean(),
      aws: fc.boolean(),
      action: fc.constantFrom('auto', 'scale-up', 'scale-down'),
      number: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
    })
    .map((one): Facts => {
      const own = limits({ min: 1, max: 12, floor: 1, owned: one.owned });
      return factsOf(one.percent, {
        ...asked(one.action as 'auto', one.number),
        policy: {
          ...POLICY,
          target: one.target,
          min: one.min,
          max: one.min + one.room + 1,
          cost: { dollarsADay: 50, unitDollarsAnHour: 0.3 },
        },
        capacity: capacity({ units: one.units, ready: one.units, ...(one.aws && { limits: own }) }),
        meter: { date: '2026-01-01', dollars: one.dollars, at: NOW, units: one.units },
        made: [{ at: NOW - one.ago * 1000, direction: 'out' }],
      });
    });

  it('keeps to the limits, changes only in the direction that it says, and always says why', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { verdict, from, to, words, why, setting } = decide(facts);
        expect(words.length).toBeGreaterThan(0);
        expect(why.length).toBeGreaterThan(0);
        expect(verdict).toBe(to > from ? 'SCALE_OUT' : to < from ? 'SCALE_IN' : 'NOTHING');
        expect(setting === undefined).toBe(verdict === 'NOTHING');
        if (verdict === 'NOTHING') return;
        const {
          policy,
          capacity: { limits: aws },
        } = facts;
        const max = Math.min(policy?.max ?? 0, aws?.max ?? Number.POSITIVE_INFINITY);
        expect(to).toBeLessThanOrEqual(max);
        expect(to).toBeGreaterThanOrEqual(Math.min(max, Math.max(1, policy?.min ?? 0, aws?.min ?? 0)));
        const since = facts.now - (facts.made[0]?.at ?? 0);
        expect(since).toBeGreaterThanOrEqual(verdict === 'SCALE_OUT' ? 60_000 : 300_000);
        if (facts.wish.action === 'scale-up') expect(verdict).toBe('SCALE_OUT');
        if (facts.wish.action === 'scale-down') expect(verdict).toBe('SCALE_IN');
      }),
      { numRuns: 500 },
    );
  });
});
