import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { implies, THRESHOLD_PATTERN, type Threshold, thresholdOf } from './threshold.ts';

describe('thresholdOf', () => {
  it.each<[string, Threshold | undefined]>([
    ['> 80', { operator: '>', value: 80 }],
    [' >=80 ', { operator: '>=', value: 80 }],
    ['< -1.25', { operator: '<', value: -1.25 }],
    ['<=   5', { operator: '<=', value: 5 }],
    ['80', undefined],
    ['= 80', undefined],
    ['> 80%', undefined],
    ['x > 80', undefined],
    ['> 1.', undefined],
    ['>', undefined],
  ])('%j', (text, wanted) => {
    expect(thresholdOf(text)).toEqual(wanted);
  });

  it.each(['> 80', '>=80', '< -1.25', '<= 5'])('has the published form: %s', (text) => {
    expect(text).toMatch(new RegExp(THRESHOLD_PATTERN));
  });
});

describe('implies', () => {
  const operators: Threshold['operator'][] = ['>', '>=', '<', '<='];
  const breaks = ({ operator, value }: Threshold, metric: number) =>
    ({ '>': metric > value, '>=': metric >= value, '<': metric < value, '<=': metric <= value })[operator];

  it('holds exactly when every value that breaks the one breaks the other', () => {
    const some = fc.record({
      operator: fc.constantFrom(...operators),
      value: fc.integer({ min: -2, max: 2 }),
    });
    // Values well outside stand for all that are beyond.
    const values = Array.from({ length: 81 }, (_, index) => index / 4 - 10);
    fc.assert(
      fc.property(some, some, (one, other) => {
        const wanted = values.filter((value) => breaks(one, value)).every((value) => breaks(other, value));
        expect(implies(one, other)).toBe(wanted);
      }),
      { numRuns: 500 },
    );
  });
});
