import { describe, expect, it } from 'vitest';
import { factsOf } from './decide.fixture.ts';
import type { Capacity } from './facts.ts';
import { isSet, ownersMinimum, settingOf, undoOf } from './setting.ts';

const capacity: Capacity = {
  name: 'shop',
  units: 4,
  ready: 4,
  least: 1,
  limits: { min: 2, max: 10, floor: 2, owned: true, suspended: { out: false, in: false } },
};

describe('a setting', () => {
  it('is what AWS has, or is not, part by part', () => {
    expect(isSet(capacity, { units: 4, floor: 2, max: 10 })).toBe(true);
    expect(isSet(capacity, { units: 5 })).toBe(false);
    expect(isSet(capacity, { floor: 3 })).toBe(false);
    expect(isSet(capacity, { max: 11 })).toBe(false);
    expect(isSet(capacity, {})).toBe(true);
  });

  it('is undone by what there was of the same parts', () => {
    expect(undoOf(capacity, { units: 8, floor: 8 })).toEqual({ units: 4, floor: 2 });
    expect(undoOf(capacity, { max: 12 })).toEqual({ max: 10 });
    expect(undoOf({ ...capacity, units: undefined }, { units: 3 })).toEqual({});
  });

  it('leaves limits alone where AWS has no policies', () => {
    const { limits, ...plain } = capacity;
    expect(settingOf(factsOf(50, { capacity: plain }), 8, 4, true)).toEqual({ units: 8 });
    if (!limits) throw new Error('It has.');
    const unowned = { ...capacity, limits: { ...limits, owned: false } };
    expect(settingOf(factsOf(50, { capacity: unowned }), 8, 4, true)).toEqual({ units: 8 });
  });

  it('lets a person go below what was raised, to what the owner had set', () => {
    if (!capacity.limits) throw new Error('It has.');
    const raised = { ...capacity, limits: { ...capacity.limits, floor: 4 } };
    expect(settingOf(factsOf(50, { capacity: raised }), 3, 4, false)).toEqual({ units: 3, floor: 3 });
  });
});

describe('ownersMinimum', () => {
  it('is what was there before it was raised, unless somebody set another since', () => {
    expect(ownersMinimum(6, { raisedTo: 6, owners: 2 })).toBe(2);
    expect(ownersMinimum(5, { raisedTo: 6, owners: 2 })).toBe(5);
    expect(ownersMinimum(5, undefined)).toBe(5);
  });
});
