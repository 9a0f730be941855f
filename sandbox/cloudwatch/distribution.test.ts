import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Distribution } from './distribution.ts';

function of(...values: readonly number[]): Distribution {
  const distribution = new Distribution();
  for (const value of values) distribution.add(value);
  return distribution;
}

const observed = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });

describe('Distribution', () => {
  it('keeps count, sum, minimum and maximum exact while it rounds the values', () => {
    const distribution = of(0.123456, 0.123457, 7.00001);
    expect(distribution.count).toBe(3);
    expect(distribution.sum).toBeCloseTo(7.246923, 10);
    expect(distribution.minimum).toBe(0.123456);
    expect(distribution.maximum).toBe(7.00001);
    expect(distribution.sorted()).toEqual([
      { value: 0.123, count: 2 },
      { value: 7, count: 1 },
    ]);
  });

  it('keeps whole numbers below 1000 as they are', () => {
    const distribution = of(...Array.from({ length: 999 }, (_, index) => index + 1));
    expect(distribution.sorted().map(({ value }) => value)).toEqual(
      Array.from({ length: 999 }, (_, index) => index + 1),
    );
  });

  it('is bounded by the range of its values, not by their number', () => {
    const distribution = new Distribution();
    for (let index = 0; index < 50_000; index++) distribution.add(1 + index / 5556);
    expect(distribution.sorted().length).toBeLessThanOrEqual(901);
    expect(distribution.count).toBe(50_000);
  });

  it('ignores a count of nothing', () => {
    const distribution = new Distribution();
    distribution.add(5, 0);
    expect(distribution.count).toBe(0);
    expect(distribution.sorted()).toEqual([]);
  });

  it('merges as if all had been observed in one place', () => {
    fc.assert(
      fc.property(observed, observed, (left, right) => {
        const merged = of(...left);
        merged.merge(of(...right));
        expect(merged.sorted()).toEqual(of(...left, ...right).sorted());
        expect(merged.count).toBe(left.length + right.length);
      }),
    );
  });

  it('comes back from its snapshot', () => {
    fc.assert(
      fc.property(observed, (values) => {
        const saved = JSON.parse(JSON.stringify(of(...values).snapshot()));
        expect(Distribution.restore(saved).snapshot()).toEqual(saved);
      }),
    );
  });
});

describe('thinned', () => {
  it('thins to the floor of the share, spread over the values', () => {
    const distribution = new Distribution();
    distribution.add(1, 100);
    distribution.add(2, 100);
    const thinned = distribution.thinned(0.93);
    expect(thinned.sorted()).toEqual([
      { value: 1, count: 93 },
      { value: 2, count: 93 },
    ]);
  });

  it('thins a single observation away', () => {
    expect(of(1).thinned(0.97).count).toBe(0);
  });

  it('never thins to more than a bucket holds', () => {
    fc.assert(
      fc.property(observed, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const whole = of(...values);
        const thinned = whole.thinned(share);
        const counts = new Map(whole.sorted().map(({ value, count }) => [value, count]));
        expect(thinned.count).toBe(Math.floor(values.length * share));
        for (const { value, count } of thinned.sorted())
          expect(count).toBeLessThanOrEqual(counts.get(value) ?? 0);
      }),
    );
  });
});
