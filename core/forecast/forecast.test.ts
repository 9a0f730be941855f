import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastOf, LEAST_VALUES } from './forecast.ts';
import type { Member } from './member.ts';
import { arima } from './members/arima.ts';
import { DAY, load, noise, PERIOD_SECONDS, series } from './series.fixture.ts';
import { at } from './values.ts';

const LEVELS = [0.1, 0.5, 0.9];
const wanted = { horizon: DAY, quantiles: LEVELS };
const forecast = (values: ArrayLike<number>, horizon = DAY) => {
  const found = forecastOf(series(values), { horizon, quantiles: LEVELS });
  if (!found) throw new Error('There are values enough.');
  return found;
};

describe('a forecast', () => {
  it('repeats a day with noise, nearer than the naive ones', () => {
    const all = load(15 * DAY);
    const { method, gate, values, startsAt, coverage, shares } = forecast(all.subarray(0, 14 * DAY));
    expect(method).toBe('ensemble');
    expect(gate).toMatchObject({ verdict: 'FORECASTABLE', naive: { name: 'seasonal-naive' } });
    expect(gate.mase).toBeLessThan(gate.naive.mase ?? 0);
    expect(startsAt).toBe(14 * DAY * PERIOD_SECONDS * 1000);
    const errors = values.map((value, step) => Math.abs(value - at(all, 14 * DAY + step)));
    expect(errors.reduce((sum, error) => sum + error, 0) / DAY).toBeLessThan(4);
    for (const { level, share } of coverage) expect(Math.abs(share - level)).toBeLessThan(0.06);
    expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('has quantiles of which so many of the next values stay below', () => {
    const all = load(15 * DAY);
    for (const { level, values } of forecast(all.subarray(0, 14 * DAY)).quantiles) {
      const below = values.filter((value, step) => at(all, 14 * DAY + step) <= value).length / DAY;
      expect(Math.abs(below - level)).toBeLessThan(0.07);
    }
  });

  it('follows the median of a level with spikes, not their mean', () => {
    const spiky = Float64Array.from({ length: 10 * DAY }, (_, index) =>
      noise(index) < 0.05 ? 1000 : 10 + noise(index + 0.5),
    );
    const { values } = forecast(spiky);
    expect(Math.max(...values)).toBeLessThan(12);
  });

  it('says that a day which repeats exactly is not better forecast than by the day before', () => {
    const { gate, method } = forecast(load(10 * DAY, 0).map(Math.round));
    expect(gate.verdict).toBe('NO_BETTER_THAN_NAIVE');
    expect(gate.reason).toMatch(/seasonal-naive is as good/);
    expect(method).toBe('seasonal-naive');
  });

  it('answers a random walk with a naive forecast, or as no base for scaling', () => {
    let level = 1000;
    const walk = Float64Array.from({ length: 4 * DAY }, (_, index) => (level += noise(index) - 0.5));
    const { gate, quantiles } = forecast(walk);
    expect(gate.reason).toMatch(/back-tests/);
    expect(gate.verdict).not.toBe('CONSTANT');
    const width = (step: number) =>
      at(quantiles[2]?.values ?? walk, step) - at(quantiles[0]?.values ?? walk, step);
    expect(width(DAY - 1)).toBeGreaterThan(2 * width(0));
  });

  it('says of a constant that it tells nothing', () => {
    const { gate, values, quantiles } = forecast(new Float64Array(2 * DAY).fill(7));
    expect(gate.verdict).toBe('CONSTANT');
    expect([...values, ...quantiles.flatMap((one) => [...one.values])].every((value) => value === 7)).toBe(
      true,
    );
  });

  it('says of a few values that they are too few', () => {
    expect(forecastOf(series([1, 2, 3]), wanted)).toBeUndefined();
    const short = forecast(load(LEAST_VALUES), 12);
    expect(short.values).toHaveLength(12);
    expect(short.notSeen.join(' ')).toMatch(/season of 288 periods could not be tested/);
    expect(short.notSeen.join(' ')).toMatch(/Nothing was tested from \d+ periods ahead/);
  });

  it('goes below 0 only where the series did', () => {
    const positive = Float64Array.from({ length: 5 * DAY }, (_, index) =>
      noise(index) < 0.7 ? 0 : 50 * noise(index + 0.5),
    );
    const lowest = (values: Float64Array) => {
      const { values: middle, quantiles } = forecast(values);
      return Math.min(...middle, ...quantiles.flatMap((one) => [...one.values]));
    };
    expect(lowest(positive)).toBe(0);
    expect(lowest(positive.map((value) => value - 20))).toBeLessThan(0);
  });

  it('is not led astray by gaps', () => {
    const values = load(10 * DAY);
    for (let index = 0; index < values.length; index++)
      if (noise(index + 0.3) < 0.3 || (index > 5 * DAY && index < 5.5 * DAY)) values[index] = Number.NaN;
    const { gate, values: next } = forecast(values);
    expect(gate.verdict).toBe('FORECASTABLE');
    expect(next.every((value) => value > 40 && value < 160)).toBe(true);
  });

  it('looks further ahead than was tested, and says so', () => {
    const { notSeen, values } = forecast(load(DAY), 7 * DAY);
    expect(values.every(Number.isFinite)).toBe(true);
    expect(notSeen.join(' ')).toMatch(/Nothing was tested from \d+ periods ahead on/);
  });

  it('weighs members that are given besides, also those that are tried seldom', () => {
    const knowing: Member = {
      name: 'knowing',
      trials: 3,
      forecast: (history, horizon) =>
        Float64Array.from({ length: horizon }, (_, step) => at(load(20 * DAY), history.length + step)),
    };
    const values = load(10 * DAY);
    const { shares } = forecastOf(series(values), { ...wanted, more: [knowing, arima] }) ?? {};
    expect(shares?.get('knowing')).toBeGreaterThan(0.9);
    expect(shares?.get('arima')).toBeLessThan(0.01);
  });

  it('is finite and ordered, whatever the values are', () => {
    const value = fc.oneof(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.constant(Number.NaN),
      fc.constant(0),
    );
    const values = fc.array(value, { minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 60 }), (some, horizon) => {
        const found = forecastOf({ ...series(some), periodSeconds: 3600 }, { horizon, quantiles: LEVELS });
        const measured = some.filter((one) => !Number.isNaN(one)).length;
        expect(found === undefined).toBe(measured < LEAST_VALUES);
        if (!found) return;
        expect(found.values.every(Number.isFinite)).toBe(true);
        for (const [index, { values: high }] of found.quantiles.entries()) {
          const low = found.quantiles[index - 1]?.values;
          expect(high.every((one, step) => Number.isFinite(one) && (!low || one >= at(low, step)))).toBe(
            true,
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});
