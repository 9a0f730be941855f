import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backTest, type Past, type Trial } from './back-test.ts';
import { bandsOf } from './horizon-bands.ts';
import type { Member } from './member.ts';
import { coverageOf, needed, quantilesOf } from './quantiles.ts';
import { flat } from './values.ts';
import { weightedMedian } from './weighted-median.ts';
import { bandWeights } from './weights.ts';

const SEASONS = { day: 24, week: 168 };
const pastOf = (measured: Float64Array): Past => ({ measured, filled: measured, seasons: SEASONS });

describe('bands of a horizon', () => {
  it('are next to each other from the first step to the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.constantFrom(24, 96, 288, 1440), (horizon, day) => {
        const bands = bandsOf(horizon, day);
        expect(bands[0]?.from).toBe(0);
        expect(bands.at(-1)?.to).toBe(horizon);
        for (const [index, { from, to }] of bands.entries()) {
          expect(to).toBeGreaterThan(from);
          if (index > 0) expect(from).toBe(bands[index - 1]?.to);
        }
      }),
    );
    expect(bandsOf(288, 288).map(({ to }) => to)).toEqual([3, 12, 24, 72, 144, 288]);
  });
});

describe('a weighted median', () => {
  it.each([
    [[1, 2, 9], [1, 1, 1], 2],
    [[9, 1], [1, 1], 5],
    [[1, 100], [3, 1], 1],
    [[Number.NaN, 4, 8], [9, 1, 0], 4],
  ] as const)('of %j by %j is %d', (values, weights, expected) => {
    expect(weightedMedian(values, Float64Array.from(weights))).toBe(expected);
  });

  it('of nothing is not a number', () => {
    expect(weightedMedian([1], Float64Array.of(0))).toBeNaN();
  });
});

describe('back-tests', () => {
  const always = (name: string, value: number, trials?: number): Member => ({
    name,
    ...(trials !== undefined && { trials }),
    forecast: (_, horizon) => flat(horizon, value),
  });

  it('show a member what was known, and nothing after it', () => {
    const seen: number[] = [];
    const spy: Member = {
      name: 'spy',
      forecast: (history, horizon) => {
        seen.push(history.length);
        return flat(horizon, 0);
      },
    };
    const trials = backTest(pastOf(new Float64Array(240)), [spy], 24);
    expect(trials.map(({ cut }) => cut)).toEqual(seen);
    expect(Math.max(...seen)).toBeLessThan(240);
    expect(seen.length).toBeGreaterThan(20);
  });

  it('weigh by the inverse of the error to the fourth power', () => {
    const past = pastOf(new Float64Array(240).fill(10));
    const trials = backTest(past, [always('near', 11), always('far', 12), always('seldom', 11, 3)], 24);
    expect(trials.filter(({ forecasts }) => forecasts[2]).length).toBe(3);
    const weights = bandWeights(past, trials, { from: 0, to: 24 });
    expect([...weights]).toEqual([1, 1 / 16, 1]);
  });

  it('leave out what was not measured, and weigh alike where nothing was', () => {
    const measured = new Float64Array(240).fill(10);
    const past = { ...pastOf(measured), measured: measured.map(() => Number.NaN) };
    const trials = backTest(past, [always('near', 11), always('far', 12)], 24);
    expect([...bandWeights(past, trials, { from: 0, to: 24 })]).toEqual([1, 1]);
  });

  it('give all weight to what made no error', () => {
    const past = pastOf(new Float64Array(240).fill(10));
    const trials: readonly Trial[] = backTest(past, [always('right', 10), always('wrong', 12)], 24);
    expect([...bandWeights(past, trials, { from: 0, to: 1 })]).toEqual([1, 0]);
  });
});

describe('quantiles', () => {
  const residuals = Array.from({ length: 99 }, (_, index) => ({ cut: index, value: index - 49 }));
  const bands = [
    { from: 0, to: 2 },
    { from: 2, to: 4 },
  ];
  const tried = { name: 'any', values: Float64Array.of(100, 100, 100, 100), residuals: [residuals, []] };

  it('are the forecast and what it got wrong; a band without residuals takes those before it', () => {
    const [low, high] = quantilesOf(tried, bands, [0.1, 0.9]) ?? [];
    expect([...(low?.values ?? [])]).toEqual([60, 60, 60, 60]);
    expect([...(high?.values ?? [])]).toEqual([140, 140, 140, 140]);
  });

  it('are none where nothing was scored', () => {
    expect(quantilesOf({ ...tried, residuals: [[], []] }, bands, [0.9])).toBeUndefined();
    expect(coverageOf({ ...tried, residuals: [[], []] }, [0.9])).toEqual([]);
  });

  it('are tried on later values', () => {
    // Errors that grow: what was learnt before does not hold after.
    expect(coverageOf(tried, [0.9])).toEqual([{ level: 0.9, share: 0, values: 50 }]);
    const steady = residuals.map(({ cut }) => ({ cut, value: (cut * 37) % 50 }));
    expect(coverageOf({ ...tried, residuals: [steady, []] }, [0.9])[0]?.share).toBeCloseTo(0.9, 1);
  });

  it('need more values the further out they are', () => {
    expect([0.5, 0.9, 0.1, 0.99].map(needed)).toEqual([1, 9, 9, 99]);
  });
});
