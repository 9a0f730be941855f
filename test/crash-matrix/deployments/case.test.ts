import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampled } from '../choose.ts';
import { EFFECTS } from '../effect.ts';
import { type Case, caseOf, idOf, JOURNEYS } from './case.ts';
import { scenariosOf } from './scenarios/scenarios.ts';
import { WAYS } from './way.ts';

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/);
const call: fc.Arbitrary<Case> = fc.record({
  way: fc.constantFrom(...WAYS),
  kind: fc.constant('call' as const),
  journey: fc.constantFrom(...JOURNEYS),
  call: fc.record({ principal: word, client: word, command: word, nth: fc.integer({ min: 1, max: 999 }) }),
  effect: fc.constantFrom(...EFFECTS),
});

describe('the id of a case', () => {
  it('names a call that is broken', () => {
    fc.assert(
      fc.property(call, (one) => {
        expect(caseOf(idOf(one))).toEqual(one);
      }),
    );
  });

  it('names a scenario', () => {
    for (const way of WAYS)
      for (const scenario of scenariosOf(way)) {
        const one = { way, kind: 'scenario' as const, scenario };
        expect(caseOf(idOf(one))).toEqual(one);
      }
  });

  it.each(['', 'canary', 'canary/ecs-pair/promoted/x.Y.Z.1/nothing', 'canary/nowhere/scenario/x'])(
    'is not %j',
    (id) => {
      expect(() => caseOf(id)).toThrow(RangeError);
    },
  );
});

describe('a sample', () => {
  it('is the same for the same seed, holds nothing twice, and is another one for another seed', () => {
    const list = Array.from({ length: 500 }, (_, index) => index);
    const first = sampled(list, 50, 7);
    expect(sampled(list, 50, 7)).toEqual(first);
    expect(new Set(first).size).toBe(50);
    expect(sampled(list, 50, 8)).not.toEqual(first);
  });
});
