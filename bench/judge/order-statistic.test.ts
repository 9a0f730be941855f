import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderStatistic } from './order-statistic.ts';

describe('order statistic', () => {
  it('is the value at its rank in the sorted list', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1 }), fc.nat(), (values, n) => {
        const rank = n % values.length;
        const sorted = [...values].sort((one, other) => one - other);
        expect(orderStatistic(Float64Array.from(values), rank)).toBe(sorted[rank]);
      }),
    );
  });
});
