import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WeightedShare } from './weighted-share.ts';

const weights = fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 5 });

function counted(share: WeightedShare<{ weight: number }>, requests: number): number[] {
  const counts = share.receivers.map(() => 0);
  for (let sent = 0; sent < requests; sent += 1) {
    const index = share.receivers.indexOf(share.next() ?? { weight: -1 });
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

describe('WeightedShare', () => {
  it('gives exact shares over a full round', () => {
    const share = new WeightedShare([{ weight: 90 }, { weight: 10 }]);
    expect(counted(share, 1_000)).toEqual([900, 100]);
  });

  it('gives nothing to anybody when every weight is 0', () => {
    const share = new WeightedShare([{ weight: 0 }, { weight: 0 }]);
    expect(share.next()).toBeUndefined();
    expect(share.split(7)).toEqual([0, 0]);
  });

  it('splits every count whole, nothing to a weight of 0, and stays near the exact share', () => {
    const batches = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 20 });
    fc.assert(
      fc.property(weights, batches, (list, counts) => {
        const share = new WeightedShare(list.map((weight) => ({ weight })));
        const total = list.reduce((sum, weight) => sum + weight, 0);
        const given = list.map(() => 0);
        let sent = 0;
        for (const count of counts) {
          const split = share.split(count);
          const whole = split.reduce((sum, part) => sum + part, 0);
          expect(whole).toBe(total === 0 ? 0 : count);
          for (const [index, part] of split.entries()) given[index] = (given[index] ?? 0) + part;
          sent += count;
        }
        for (const [index, weight] of list.entries()) {
          if (weight === 0) expect(given[index]).toBe(0);
          else expect(Math.abs((given[index] ?? 0) - (sent * weight) / total)).toBeLessThan(list.length);
        }
      }),
    );
  });

  it('agrees with itself, one by one or many at once', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 300 }), (list, requests) => {
        const receivers = list.map((weight) => ({ weight }));
        const singly = counted(new WeightedShare(receivers), requests);
        const atOnce = new WeightedShare(receivers).split(requests);
        for (const [index, count] of singly.entries()) {
          expect(Math.abs(count - (atOnce[index] ?? 0))).toBeLessThanOrEqual(list.length);
        }
      }),
    );
  });
});
