import { describe, expect, it } from 'vitest';
import { measure, type Times } from './measure.ts';

const bad: Times = {
  askedAt: 1_000,
  firstRequestAt: 31_000,
  decidedAt: 231_000,
  fullSince: 241_400,
  wentBack: true,
};

describe('measure', () => {
  it('counts from the first request of the new version', () => {
    expect(measure(bad)).toEqual({ secondsToVerdict: 200, secondsToRollback: 210 });
  });

  it('counts from the call when the version got no request, or had served before', () => {
    const unseen = { ...bad, firstRequestAt: undefined, fullSince: 500 };
    expect(measure(unseen)).toEqual({ secondsToVerdict: 230, secondsToRollback: null });
    expect(measure({ ...bad, firstRequestAt: 400 })).toEqual({
      secondsToVerdict: 230,
      secondsToRollback: 240,
    });
  });

  it('has no rollback where nothing went back or nothing was decided', () => {
    expect(measure({ ...bad, wentBack: false }).secondsToRollback).toBeNull();
    expect(measure({ ...bad, fullSince: undefined }).secondsToRollback).toBeNull();
    expect(measure({ ...bad, decidedAt: undefined }).secondsToVerdict).toBeNull();
  });
});
