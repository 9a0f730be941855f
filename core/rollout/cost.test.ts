import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate } from './cost.ts';
import { planRollout, STRATEGIES } from './plan.ts';
import { step } from './record.fixture.ts';

describe('estimate', () => {
  it('of one short step', () => {
    // 5 fixed transitions, 7 of a preparation, the shift, and 2 looks at 3; 8 calls. In binary it is a hair less.
    expect(estimate([step(100)], 120)).toEqual({ leastSeconds: 250, transitions: 19, dollars: 0.000507 });
  });

  it('grows with steps, looks and preparations', () => {
    const two = [step(50, { bakeSeconds: 120 }), step(100, { bakeSeconds: 61 })];
    // 5 + 7 + 2 shifts + 6 looks at 3; 2 + 3 + 2 + 6 calls.
    expect(estimate(two, 0)).toEqual({ leastSeconds: 380, transitions: 32, dollars: 0.000852 });
    const rolling = [step(50, { capacity: 50 }), step(100, { capacity: 100 })];
    // 5 + 2 preparations at 7 + 2 shifts + 4 looks at 3; 2 + 6 + 2 + 4 calls.
    expect(estimate(rolling, 0)).toEqual({ leastSeconds: 260, transitions: 33, dollars: 0.000881 });
  });

  it.each([
    [0, 2],
    [60, 2],
    [61, 3],
    [59 * 60, 60],
    [60 * 60, 61],
    [64 * 60, 61],
    [65 * 60, 62],
    [120 * 60, 73],
  ])('a bake of %i s takes %i looks', (bakeSeconds, looks) => {
    expect(estimate([step(100, { bakeSeconds })], 0).transitions).toBe(5 + 7 + 1 + 3 * looks);
  });

  it('never says less than the sum of the steps, and prices every transition', () => {
    const anyPlan = fc.record({
      strategy: fc.constantFrom(...STRATEGIES),
      target: fc.constantFrom('ecs-pair' as const, 'lambda-alias' as const),
      capacity: fc.integer({ min: 1, max: 100 }),
      bakeSeconds: fc.integer({ min: 1, max: 3600 }),
      metricMarginSeconds: fc.nat(300),
    });
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const steps = planRollout(plan);
        const { transitions, leastSeconds, dollars } = estimate(steps, plan.metricMarginSeconds);
        expect(leastSeconds).toBeGreaterThan(steps.length * (plan.bakeSeconds + plan.metricMarginSeconds));
        expect(dollars).toBeGreaterThan(transitions * 0.000025);
      }),
    );
  });
});
