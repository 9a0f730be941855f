import { describe, expect, it } from 'vitest';
import { FixedTest } from './fixed-test.ts';
import { oddsRatioLikelihood } from './likelihood.ts';
import { errorModel } from './model.ts';

const LEVEL = 0.003;

/** @param counts bad events of candidate and baseline in each minute */
function rejected(
  counts: readonly (readonly [number, number])[],
  { trials = 1000, before = [] as readonly number[] } = {},
): boolean {
  const test = new FixedTest(errorModel(Math.log(1.25)));
  before.forEach((bad, at) => {
    test.seeBaseline({ minute: at - before.length, tally: { bad, trials } });
  });
  counts.forEach(([bad, old], minute) => {
    const candidate = { bad, trials };
    const baseline = { bad: old, trials };
    test.seeBaseline({ minute, tally: baseline });
    test.seePair(minute, { candidate, baseline }, oddsRatioLikelihood(candidate, baseline));
  });
  return test.rejects(LEVEL);
}

/** The fewest bad events of the candidate, each in a minute of its own, that reject it beside so many of the old version. */
function fewest(old: number, trials: { readonly candidate: number; readonly baseline: number }): number {
  const atMost60 = Array.from({ length: 60 }, (_, at) => at + 1);
  return atMost60.find((bad) => rejectedSparse({ candidate: bad, baseline: old }, trials)) ?? Infinity;
}

type OfBoth = { readonly candidate: number; readonly baseline: number };

function rejectedSparse(bad: OfBoth, trials: OfBoth): boolean {
  const test = new FixedTest(errorModel(Math.log(1.25)));
  for (let minute = 0; minute < 60; minute += 1) {
    const candidate = { bad: minute < bad.candidate ? 1 : 0, trials: trials.candidate };
    const baseline = { bad: minute < bad.baseline ? 1 : 0, trials: trials.baseline };
    test.seeBaseline({ minute, tally: baseline });
    test.seePair(minute, { candidate, baseline }, oddsRatioLikelihood(candidate, baseline));
  }
  return test.rejects(LEVEL);
}

function repeated(pair: readonly [number, number], times: number) {
  return Array.from({ length: times }, () => pair);
}

describe('a test at a fixed moment', () => {
  it.each([
    ['twice the errors, for an hour', repeated([20, 10], 60), true],
    ['as many', repeated([10, 10], 60), false],
    ['fewer', repeated([5, 10], 60), false],
    ['no event at all', repeated([0, 0], 60), false],
    ['twice the errors, for two minutes', repeated([20, 10], 2), false],
  ])('%s', (_, counts, expected) => {
    expect(rejected(counts)).toBe(expected);
  });
  it('tolerates a difference within the tolerance, however sure it is', () => {
    const options = { trials: 1_000_000 };
    expect(rejected(repeated([11_500, 10_000], 60), options)).toBe(false);
    expect(rejected(repeated([16_000, 10_000], 60), options)).toBe(true);
  });
  it('lets a few events be chance', () => {
    expect(rejected([...repeated([1, 0], 4), ...repeated([0, 0], 56)])).toBe(false);
    const mixed = [
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 0],
    ] as const;
    expect(rejected(Array.from({ length: 60 }, (_, at) => mixed[at % 5] ?? [0, 0]))).toBe(true);
  });
  it.each([
    ['as much traffic', { candidate: 1000, baseline: 1000 }, [8, 13, 17, 22, 34, 55]],
    ['a tenth of it', { candidate: 100, baseline: 900 }, [3, 4, 5, 6, 7, 10]],
    [
      'nine tenths of it',
      { candidate: 900, baseline: 100 },
      [56, Infinity, Infinity, Infinity, Infinity, Infinity],
    ],
  ])('asks for so many events more, with %s', (_, trials, expected) => {
    expect([0, 1, 2, 4, 8, 16].map((old) => fewest(old, trials))).toEqual(expected);
  });
  it('does not take noise for a difference, if the old version shows as much', () => {
    const noise = [10, 25, 6, 19, 5, 21, 7, 16, 9, 30, 8, 15];
    const pairs = noise.map(
      (bad, at) => [Math.round(1.7 * bad), noise[(at + 5) % noise.length] ?? 0] as const,
    );
    const options = { trials: 1_000, before: noise };
    expect(rejected(pairs.slice(0, 5), { ...options, trials: 100_000 })).toBe(false);
    const calm = repeated([17, 10], 12);
    expect(rejected(calm, { trials: 10_000, before: noise.map(() => 10) })).toBe(true);
  });
});
