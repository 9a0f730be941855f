import { describe, expect, it } from 'vitest';
import { addDays, type BillRow } from './bill.ts';
import { monthForecast, nextMonth } from './month-forecast.ts';

const TODAY = '2026-03-11';
const bill = (amount: (day: string) => number): BillRow[] =>
  Array.from({ length: 70 }, (_, index) => addDays(TODAY, -70 + index)).map((day) => {
    return { day, service: 's', charge: 'usage', amount: amount(day), amortised: 0 };
  });

describe('the forecast of a month', () => {
  it('is what was spent and the usual for each weekday that is left', () => {
    const rows = bill((day) => (new Date(day).getUTCDay() % 6 === 0 ? 1 : 10));
    const forecast = monthForecast(rows, TODAY, addDays(TODAY, -70));
    // March 2026 has nine days of weekends.
    expect(forecast).toMatchObject({ month: '2026-03', expected: 22 * 10 + 9, source: 'operate' });
    expect(forecast?.low).toBe(forecast?.high);
  });

  it('is as wide as days differ, and never below what was spent', () => {
    const rows = bill((day) => (Number(day.slice(8)) % 2 === 0 ? 5 : 15));
    const forecast = monthForecast(rows, TODAY, addDays(TODAY, -70));
    expect(forecast?.high).toBeGreaterThan(forecast?.expected ?? 0);
    expect(forecast?.low).toBeGreaterThanOrEqual(forecast?.soFar ?? 0);
  });

  it('is none of an account of a few days', () => {
    expect(
      monthForecast(
        bill(() => 1),
        TODAY,
        addDays(TODAY, -13),
      ),
    ).toBeUndefined();
    expect(nextMonth('2026-12-31')).toBe('2027-01-01');
  });
});
