import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CostMeter, costCap, metered } from './cost-cap.ts';

const NOON = Date.UTC(2026, 0, 1, 12);
const HOUR_MS = 3_600_000;
const meter: CostMeter = { date: '2026-01-01', dollars: 3, at: NOON - HOUR_MS, units: 4 };

describe('metered', () => {
  it('adds what ran since, and begins anew at midnight UTC', () => {
    expect(metered(meter, NOON, 6, 0.5)).toEqual({ date: '2026-01-01', dollars: 5, at: NOON, units: 6 });
    expect(metered(undefined, NOON, 6, 0.5)).toMatchObject({ dollars: 0, units: 6 });
    const tomorrow = NOON + 13 * HOUR_MS;
    // Of the hours that passed only the one after midnight is of that day.
    expect(metered(meter, tomorrow, 6, 0.5)).toMatchObject({ date: '2026-01-02', dollars: 2 });
  });
});

describe('costCap', () => {
  it('is none where nobody set one, and never below the minimum', () => {
    expect(costCap({ min: 2 }, meter, NOON)).toBeUndefined();
    const cost = { dollarsADay: 1, unitDollarsAnHour: 1 };
    expect(costCap({ min: 2, cost }, { ...meter, dollars: 50 }, NOON)?.most).toBe(2);
  });

  it('is kept by whoever obeys it every hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 500 }), fc.integer({ min: 0, max: 2 }), (dollarsADay, min) => {
        const cost = { dollarsADay, unitDollarsAnHour: 1 };
        const midnight = Date.UTC(2026, 0, 1);
        let kept: CostMeter = { date: '2026-01-01', dollars: 0, at: midnight, units: min };
        for (let hour = 0; hour < 24; hour++) {
          const now = midnight + hour * HOUR_MS;
          const counted = metered(kept, now, kept.units, 1);
          kept = { ...counted, units: Math.max(min, costCap({ min, cost }, counted, now)?.most ?? 0) };
        }
        const spent = kept.dollars + kept.units;
        expect(spent).toBeLessThanOrEqual(dollarsADay + 1e-6);
      }),
    );
  });
});
