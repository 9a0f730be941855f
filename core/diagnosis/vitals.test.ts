import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnwell, symptomsOf, type VitalMinute } from './vitals.ts';

const MINUTE = 60_000;
const START = 100 * MINUTE;
const usual: VitalMinute = { requests: 600, errors: 1, seconds: 0.1 };

/** Usual minutes before the trouble, then as many of another kind; the last one ends now. */
function symptoms(minute: VitalMinute, { before = usual, bad = 5 } = {}) {
  const minutes = Array.from(
    { length: 30 + bad },
    (_, index) => [START + (index - 30) * MINUTE, index < 30 ? before : minute] as const,
  );
  return symptomsOf(new Map(minutes), START, START + bad * MINUTE);
}

describe('what is wrong with a service', () => {
  it.each<[string, VitalMinute, object]>([
    ['nothing, where all is as before', usual, {}],
    ['many failures', { ...usual, errors: 60 }, { errors: { before: 1 / 600, now: 0.1 } }],
    ['not a few failures', { ...usual, errors: 11 }, {}],
    ['slowness', { ...usual, seconds: 0.2 }, { seconds: { before: 0.1, now: 0.2 } }],
    ['not a little slowness', { ...usual, seconds: 0.149 }, {}],
    ['both', { requests: 600, errors: 600, seconds: 5 }, { errors: {}, seconds: {} }],
    ['failures of which no requests were counted', { errors: 60, requests: 60 }, { errors: { now: 1 } }],
  ])('%s', (_, minute, expected) => {
    const found = symptoms(minute);
    expect(found).toMatchObject(expected);
    expect(Object.keys(found ?? {})).toEqual(Object.keys(expected));
  });

  it('is slowness only where anybody would feel it', () => {
    expect(symptoms({ ...usual, seconds: 0.04 }, { before: { ...usual, seconds: 0.01 } })).toEqual({});
    expect(symptoms({ ...usual, seconds: 0.07 }, { before: { ...usual, seconds: 0.01 } })).toHaveProperty(
      'seconds',
    );
  });

  it('is no share of requests that are not visible yet', () => {
    const minutes = [usual, usual, { errors: 600 }].map(
      (minute, index) => [START + index * MINUTE, minute] as const,
    );
    expect(symptomsOf(new Map(minutes), START, START + 3 * MINUTE)).toEqual({});
  });

  it('is no news where it was so before', () => {
    const before = { requests: 600, errors: 60, seconds: 0.1 };
    expect(symptoms({ ...before, errors: 120 }, { before })).toEqual({});
    expect(symptoms({ ...before, errors: 200 }, { before })).toHaveProperty('errors');
  });

  it('is not known where nothing was measured lately, or before', () => {
    expect(symptoms({}, { bad: 11 })).toBeUndefined();
    expect(symptoms(usual, { bad: 11 })).toEqual({});
    const longAgo = new Map([[START - 5 * MINUTE, usual]]);
    expect(symptomsOf(longAgo, START, START + 6 * MINUTE)).toBeUndefined();
    expect(symptoms({ ...usual, seconds: 9 }, { before: { requests: 600 } })).toEqual({});
  });

  it('is not known of what stopped to be measured as it began', () => {
    expect(symptoms({}, { bad: 3 })).toBeUndefined();
    const first = new Map([[START - 30_000, { requests: 600, errors: 600 }]]);
    expect(symptomsOf(first, START, START + 3 * MINUTE)).toHaveProperty('errors');
  });

  it('is what the newest three minutes with data say', () => {
    const bad = { requests: 600, errors: 600 };
    const minutes = [bad, bad, usual, usual, usual, {}, {}].map(
      (minute, index) => [START + index * MINUTE, minute] as const,
    );
    expect(symptomsOf(new Map(minutes), START, START + 7 * MINUTE)).toEqual({});
    expect(symptomsOf(new Map(minutes.slice(0, 4)), START, START + 4 * MINUTE)).toHaveProperty('errors');
  });

  it('is a share of the minutes whose requests are known already', () => {
    const [known, late] = [{ requests: 1200, errors: 300 }, { errors: 300 }];
    const minutes = [known, known, late].map((minute, index) => [START + index * MINUTE, minute] as const);
    expect(symptomsOf(new Map(minutes), START, START + 3 * MINUTE)?.errors?.now).toBe(0.25);
    expect(symptomsOf(new Map([[START, late]]), START, START + MINUTE)).toBeUndefined();
  });

  it('is nothing for a service that stays as it was, however it is', () => {
    const minute = fc.record({
      requests: fc.nat(1e6),
      errors: fc.nat(1e6),
      seconds: fc.double({ min: 0, max: 60, noNaN: true }),
    });
    fc.assert(
      fc.property(minute, (same) => {
        const found = symptoms(same, { before: same });
        expect(found && isUnwell(found)).toBe(false);
      }),
    );
  });
});
