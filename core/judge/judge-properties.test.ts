import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { config, minute, minutes, observed } from './example-rollout.ts';
import { judge } from './judge.ts';
import type { Minute } from './minute.ts';

const BAKE = 8;
const settings = config(BAKE, { minRequests: 50 });

/** A minute of an arm: requests, and how many of a thousand fail. */
const arm = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: fc.constant(null) },
    {
      weight: 9,
      arbitrary: fc.record({ requests: fc.integer({ min: 0, max: 5000 }), perMille: fc.nat(300) }),
    },
  ),
  { minLength: BAKE, maxLength: BAKE },
);

function minutesOf(values: readonly ({ requests: number; perMille: number } | null)[]): Minute[] {
  return values.map((value, at) =>
    value === null
      ? minute(at, null)
      : minute(at, value.requests, Math.floor((value.requests * value.perMille) / 1000)),
  );
}

describe('judge, for any traffic', () => {
  it('never promotes below the sample floor, nor without data', () => {
    fc.assert(
      fc.property(arm, arm, fc.integer({ min: 1, max: 20_000 }), (old, fresh, minRequests) => {
        const [baseline, candidate] = [minutesOf(old), minutesOf(fresh)];
        const verdict = judge(observed(baseline, candidate), config(BAKE, { minRequests }));
        const served = candidate.reduce((sum, { requests }) => sum + (requests ?? 0), 0);
        if (served < minRequests) expect(verdict.decision).not.toBe('PROMOTE');
        if (candidate.every(({ requests }) => requests === null)) {
          expect(verdict.decision).toBe('INSUFFICIENT');
        }
      }),
      { numRuns: 150 },
    );
  });
  it('never promotes what it would roll back with fewer errors', () => {
    fc.assert(
      fc.property(arm, arm, fc.nat(BAKE - 1), fc.nat(500), (old, fresh, at, extra) => {
        const [baseline, candidate] = [minutesOf(old), minutesOf(fresh)];
        const worse = candidate.map((same, i) =>
          i === at ? { ...same, errors: Math.min(same.errors + extra, same.requests ?? 0) } : same,
        );
        const before = judge(observed(baseline, candidate), settings).decision;
        const after = judge(observed(baseline, worse), settings).decision;
        if (before === 'ROLL_BACK') expect(after).not.toBe('PROMOTE');
      }),
      { numRuns: 300 },
    );
  });
  it('never rolls back a version that is no worse in any minute', () => {
    fc.assert(
      fc.property(arm, arm, (old, fresh) => {
        const baseline = minutesOf(old);
        const candidate = minutesOf(fresh).map((same, at) => {
          const { requests, errors } = baseline[at] ?? minute(at, null);
          const share = requests ? errors / requests : 0;
          return { ...same, errors: Math.min(same.errors, Math.floor((same.requests ?? 0) * share)) };
        });
        expect(judge(observed(baseline, candidate), settings).decision).not.toBe('ROLL_BACK');
      }),
      { numRuns: 150 },
    );
  });
  it('does not depend on the order in which minutes were read', () => {
    fc.assert(
      fc.property(arm, arm, (old, fresh) => {
        const [baseline, candidate] = [minutesOf(old), minutesOf(fresh)];
        const verdict = judge(observed(baseline, candidate), settings);
        expect(judge(observed(baseline.toReversed(), candidate.toReversed()), settings)).toEqual(verdict);
      }),
      { numRuns: 60 },
    );
  });
  it('keeps its verdict on steady versions when there is more traffic', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 50 }), fc.integer({ min: 2, max: 500 }), (errors, scale) => {
        const old = (times: number) => minutes(BAKE, 1000 * times, 10 * times);
        const fresh = (times: number) => minutes(BAKE, 1000 * times, errors * times);
        const small = judge(observed(old(1), fresh(1)), settings).decision;
        const large = judge(observed(old(scale), fresh(scale)), settings).decision;
        if (small === 'ROLL_BACK') expect(large).toBe('ROLL_BACK');
        if (errors <= 12) expect(large).toBe('PROMOTE');
      }),
      { numRuns: 60 },
    );
  });
});
