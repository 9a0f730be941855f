import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { both, WELL } from './condition.ts';
import { latencyFactor, refusedShare } from './saturation.ts';

describe('saturation', () => {
  it('hardly shows at half load, and makes callers wait many times longer near the full one', () => {
    expect(latencyFactor(0.5)).toBeLessThan(1.2);
    expect(latencyFactor(0.9)).toBeGreaterThan(5);
    expect(latencyFactor(1.5)).toBe(60);
  });

  it('never gets better with more load, and refuses just what has no room', () => {
    const load = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(load, load, (one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        expect(latencyFactor(less)).toBeLessThanOrEqual(latencyFactor(more));
        expect(more * (1 - refusedShare(more))).toBeLessThanOrEqual(Math.max(1, less) + 1e-9);
      }),
    );
  });
});

describe('conditions', () => {
  it('add up, whatever their order', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const part = fc.record({ errorShare: share, cpuStolen: share, cpuBurnt: share, hung: fc.boolean() });
    fc.assert(
      fc.property(part, part, (one, other) => {
        const sum = both(both(WELL, one), other);
        const reversed = both(both(WELL, other), one);
        expect(sum.errorShare).toBeCloseTo(reversed.errorShare, 9);
        expect(sum.cpuStolen).toBeCloseTo(reversed.cpuStolen, 9);
        expect(sum.errorShare).toBeGreaterThanOrEqual(Math.max(one.errorShare, other.errorShare) - 1e-9);
        expect(sum.hung).toBe(one.hung || other.hung);
        expect(both(WELL, {})).toEqual(WELL);
      }),
    );
  });
});
