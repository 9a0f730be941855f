import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { type Load, loadOf } from './load.ts';
import type { Scaler } from './scaler.ts';
import { simulate } from './simulate.ts';

const WORLD = { startMinutes: 3, lagMinutes: 1, sufferAt: 85 };
const load = (...units: readonly number[]): Load => ({
  name: 'load',
  startsAt: 0,
  units: Float64Array.from(units),
});
const fixed = (...wanted: readonly number[]): Scaler => {
  let minute = 0;
  return { name: 'fixed', decide: () => wanted[Math.min(minute++, wanted.length - 1)] ?? 0 };
};

describe('simulate', () => {
  it('counts minutes in which too little was ready, and hours of all that was wanted', () => {
    const outcome = simulate(load(1, 1.8, 1.8, 1.8, 1.8, 1.8), fixed(2, 4), { ...WORLD, unitsAtStart: 2 });
    // Wanted in the second minute, the two more serve from the fifth on.
    expect(outcome).toMatchObject({ minutes: 6, underMinutes: 3, fullMinutes: 0, changes: 1, flaps: 0 });
    expect(outcome.unitHours).toBeCloseTo((2 + 5 * 4) / 60);
  });

  it('shows no policy more than was published, nor more than 100 percent', () => {
    const views: number[][] = [];
    const watching: Scaler = {
      name: 'watching',
      decide: ({ minutes, units }) => {
        views.push(minutes.map(({ value }) => value));
        return units;
      },
    };
    simulate(load(1, 4, 1, 1), watching, { ...WORLD, unitsAtStart: 2 });
    expect(views).toEqual([[], [], [50], [50, 100]]);
  });

  it('takes units back that had not started, and counts a change of direction', () => {
    const outcome = simulate(load(1, 1, 1, 1, 1, 1), fixed(2, 6, 2), { ...WORLD, unitsAtStart: 2 });
    expect(outcome).toMatchObject({ changes: 2, flaps: 1, underMinutes: 0 });
  });

  it('has every policy hold a load that does not change', () => {
    const steady = loadOf(
      { name: 'steady', startsAt: 0, periodSeconds: 60, values: new Float64Array(1440).fill(60) },
      20,
    );
    const outcomes = compare(steady, {
      limits: { target: 60, min: 1, max: 20 },
      world: WORLD,
      everyMinutes: 2,
    });
    expect(outcomes).toHaveLength(5);
    for (const { underMinutes, flaps, unitHours } of outcomes) {
      expect([underMinutes, flaps]).toEqual([0, 0]);
      expect(unitHours).toBe(5 * 24);
    }
  });
});
