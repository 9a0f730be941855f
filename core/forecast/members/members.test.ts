import { describe, expect, it } from 'vitest';
import type { Member } from '../member.ts';
import { MEMBERS } from '../members.ts';
import { seasonsOf } from '../seasons.ts';
import { DAY, load, noise, PERIOD_SECONDS } from '../series.fixture.ts';
import { at, meanOf } from '../values.ts';
import { arima } from './arima.ts';
import { decomposition } from './decomposition.ts';
import { dayMean, lastValue, tailMedians } from './level.ts';
import { decayedProfile, medianProfile } from './profile.ts';
import { seasonalNaive, weeklyNaive } from './seasonal-naive.ts';
import { dampedTrend, exponentialSmoothing, holtWinters } from './smoothing.ts';

const SEASONS = seasonsOf(PERIOD_SECONDS);
const go = ({ forecast, name }: Member, history: Float64Array, horizon = DAY) => {
  const found = forecast(history, horizon, SEASONS);
  if (!found) throw new Error(`${name} has enough to go on.`);
  return found;
};
/** Mean absolute error over the day after the history. */
const errorOn = (member: Member, all: Float64Array) => {
  const cut = all.length - DAY;
  return meanOf(go(member, all.subarray(0, cut)).map((value, step) => Math.abs(value - at(all, cut + step))));
};

describe('a member', () => {
  it.each(MEMBERS.map((member) => [member.name, member] as const))(
    '%s goes on with a constant',
    (_, member) => {
      const values = go(member, new Float64Array(15 * DAY).fill(3));
      expect(values).toHaveLength(DAY);
      for (const value of values) expect(value).toBeCloseTo(3, 9);
    },
  );

  it.each(
    [seasonalNaive, decayedProfile, medianProfile, holtWinters, decomposition].map(
      (member) => [member.name, member] as const,
    ),
  )('%s finds the day', (_, member) => {
    expect(errorOn(member, load(14 * DAY, 0))).toBeLessThan(3);
  });

  it('weekly-naive and mstl find the week', () => {
    const weekend = (index: number) => (Math.floor(index / DAY) % 7 < 5 ? 1 : 0.5);
    const values = load(20 * DAY).map((value, index) => value * weekend(index));
    // The day after is the first of a weekend.
    const cut = values.subarray(0, 20 * DAY);
    expect(errorOn(weeklyNaive, cut)).toBeLessThan(errorOn(seasonalNaive, cut));
    expect(errorOn(decomposition, cut)).toBeLessThan(errorOn(medianProfile, cut));
  });

  it('says nothing of a history that is too short for it', () => {
    const short = new Float64Array(10).fill(1);
    for (const member of [
      seasonalNaive,
      weeklyNaive,
      decayedProfile,
      medianProfile,
      holtWinters,
      decomposition,
      arima,
    ])
      expect(member.forecast(short, 5, SEASONS)).toBeUndefined();
    for (const member of [lastValue, dayMean, exponentialSmoothing, ...tailMedians])
      expect(go(member, short, 5)).toEqual(new Float64Array(5).fill(1));
  });

  it('decayed-profile comes back to the profile from where the series is', () => {
    const values = Float64Array.from({ length: 10 * DAY }, (_, index) => 100 + noise(index));
    for (let index = values.length - 100; index < values.length; index++) values[index] = 200;
    const next = go(decayedProfile, values);
    expect(at(next, 0)).toBeGreaterThan(150);
    expect(at(next, DAY / 2)).toBeLessThan(at(next, 0));
  });

  it('a damped trend rises less and less', () => {
    const next = dampedTrend(
      Float64Array.from({ length: 200 }, (_, index) => index),
      50,
    );
    expect(at(next, 0)).toBeGreaterThan(198);
    expect(at(next, 49) - at(next, 48)).toBeLessThan(at(next, 1) - at(next, 0));
  });

  it('arima goes back to the mean of an autoregression as fast as that does', () => {
    let value = 0;
    const values = Float64Array.from({ length: 2000 }, (_, index) => {
      value = 0.8 * value + noise(index) - 0.5;
      return 50 + value;
    });
    values[1999] = 60;
    const next = go(arima, values, 60);
    expect(at(next, 0)).toBeGreaterThan(56);
    expect((at(next, 1) - 50) / (at(next, 0) - 50)).toBeCloseTo(0.8, 1);
    expect(at(next, 59)).toBeCloseTo(50, 0);
  });

  it('arima goes on with a drift by differences', () => {
    let level = 0;
    const walk = Float64Array.from({ length: 500 }, (_, index) => (level += 1 + 0.1 * (noise(index) - 0.5)));
    expect(at(go(arima, walk, 10), 9)).toBeGreaterThan(505);
  });
});
