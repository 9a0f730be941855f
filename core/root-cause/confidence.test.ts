import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chancesOf } from './confidence.ts';

const strengths = fc.dictionary(fc.string({ minLength: 1 }), fc.double({ min: 0, max: 200, noNaN: true }));

describe('chances', () => {
  it('are never more than 1 together, in the order of the strengths', () => {
    fc.assert(
      fc.property(strengths, fc.integer({ min: 1, max: 200 }), (given, nodes) => {
        const chances = chancesOf(new Map(Object.entries(given)), nodes);
        expect([...chances.values()].reduce((all, one) => all + one, 0)).toBeLessThanOrEqual(1 + 1e-9);
        for (const [one, chance] of chances)
          for (const [other, than] of chances)
            if ((given[one] ?? 0) > (given[other] ?? 0)) expect(chance).toBeGreaterThanOrEqual(than);
      }),
    );
  });

  it('are smaller of the same evidence among more nodes', () => {
    const [few, many] = [3, 100].map((nodes) => chancesOf(new Map([['a', 8]]), nodes).get('a') ?? 0);
    expect(few).toBeGreaterThan(many ?? 1);
  });

  it('are small of hardly any evidence, although nothing else was looked at', () => {
    expect(chancesOf(new Map([['a', 0.1]]), 1).get('a')).toBeLessThan(0.01);
    expect(chancesOf(new Map([['a', 8]]), 1).get('a')).toBeGreaterThan(0.99);
  });
});
