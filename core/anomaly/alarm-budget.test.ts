import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AlarmBudget, type AlarmPolicy, RAREST } from './alarm-budget.ts';
import { Memory } from './memory.ts';

const POLICY: AlarmPolicy = { from: 5, raise: 0.5, rate: 0.01, rest: 0 };

function alarms(rarities: readonly number[], policy = POLICY): number[] {
  const budget = new AlarmBudget(new Memory(AlarmBudget.BYTES), policy);
  return rarities.flatMap((rarity, at) => (budget.decide(rarity) ? [at] : []));
}

describe('the budget of alarms', () => {
  it('holds its rate whatever the series does', () => {
    const policies = fc.record({
      from: fc.double({ min: 2, max: 8, noNaN: true }),
      raise: fc.double({ min: 0.1, max: 2, noNaN: true }),
      rate: fc.double({ min: 0.0001, max: 0.1, noNaN: true }),
      rest: fc.nat(20),
    });
    const series = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 2000 });
    const isKept = (policy: AlarmPolicy, rarities: readonly number[]) => {
      const bound = policy.rate * rarities.length + (RAREST - policy.from) / policy.raise + 1;
      expect(alarms(rarities, policy).length).toBeLessThanOrEqual(bound);
    };
    fc.assert(fc.property(policies, series, isKept));
    isKept(POLICY, Array(20_000).fill(Number.POSITIVE_INFINITY));
  });

  it('gives an alarm from its threshold on, which rises with each and comes down again', () => {
    expect(alarms([4.9, 5, 5, 5.6])).toEqual([1, 3]);
    const calm = Array(400).fill(0);
    expect(alarms([6, ...calm, 5])).toEqual([0, 401]);
  });

  it('rests after an alarm', () => {
    expect(alarms([6, 9, 9, 9, 9], { ...POLICY, rest: 3 })).toEqual([0, 3]);
  });
});
