import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EFFECTS } from '../effect.ts';
import { caseOf, idOf } from './case.ts';
import { JOURNEYS, type JourneyName } from './journeys.ts';

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/);
const names = Object.keys(JOURNEYS) as JourneyName[];
const one = fc.record({
  journey: fc.constantFrom(...names),
  call: fc.record({ principal: word, client: word, command: word, nth: fc.integer({ min: 1, max: 999 }) }),
  effect: fc.constantFrom(...EFFECTS),
});

describe('the id of a case of a run', () => {
  it('names a call that is broken', () => {
    fc.assert(
      fc.property(one, (known) => {
        expect(caseOf(idOf(known))).toEqual(known);
      }),
    );
  });

  it.each([
    '',
    'runs',
    'runs/scaled',
    'runs/nowhere/a.B.C.1/outage',
    'runs/scaled/a.B.C.0/outage',
    'runs/scaled/a.B.C.1/nothing',
    'runs/scaled/a.B.C.1/outage/more',
  ])('is not %j', (id) => {
    expect(() => caseOf(id)).toThrow(RangeError);
  });
});
