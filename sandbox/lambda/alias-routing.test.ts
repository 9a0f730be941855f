import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWeights, effectiveWeights, pickVersion, rerouted, versionShares } from './alias-routing.ts';

const weights = fc
  .double({ min: 0, max: 1, noNaN: true })
  .map((weight) => ({ version: '1', additional: { '2': weight } }));

describe('alias routing', () => {
  it('gives shares that sum to 1, and picks by them', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (routing, draw) => {
        const shares = versionShares(routing);
        expect((shares['1'] ?? 0) + (shares['2'] ?? 0)).toBeCloseTo(1, 12);
        expect(pickVersion(routing, draw)).toBe(draw < routing.additional['2'] ? '2' : '1');
      }),
    );
  });

  it('lets weights hold from their moment on, and the ones that held before until then', () => {
    const one = { version: '1', additional: {} };
    const split = { version: '1', additional: { '2': 0.1 } };
    const two = { version: '2', additional: {} };
    const first = rerouted({ current: one, before: one, effectiveAt: 0 }, split, 100, 200);
    expect([effectiveWeights(first, 199), effectiveWeights(first, 200)]).toEqual([one, split]);
    const second = rerouted(first, two, 150, 250);
    expect([effectiveWeights(second, 249), effectiveWeights(second, 250)]).toEqual([one, two]);
  });

  it.each([
    { version: '1', additional: { '2': 0.1, '3': 0.1 } },
    { version: '$LATEST', additional: { '2': 0.1 } },
    { version: '1', additional: { $LATEST: 0.1 } },
    { version: '1', additional: { '1': 0.1 } },
    { version: '1', additional: { '2': 1.1 } },
  ])('refuses %j', (refused) => {
    expect(() => checkWeights(refused)).toThrow(
      expect.objectContaining({ name: 'InvalidParameterValueException' }),
    );
  });
});
