import { MAD_TO_SIGMA, median, medianDeviation } from '../robust.ts';
import { addDays, type BillRow, daysBetween } from './bill.ts';

/** What the current month will cost, in dollars, with an interval of eighty percent. */
export interface MonthForecast {
  readonly month: string;
  /** Until today. */
  readonly soFar: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly source: 'cost-explorer' | 'operate';
}

const WEEKS = 8;
const LEAST_DAYS = 14;
/** Standard deviations of an interval of eighty percent. */
const SIGMAS = 1.2816;

/** The day on which the next month begins. */
export function nextMonth(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

/** What was spent in the month of a day before it. */
export function monthSoFar(rows: readonly BillRow[], today: string): number {
  const first = `${today.slice(0, 7)}-01`;
  return rows
    .filter(({ charge, day }) => charge === 'usage' && day >= first && day < today)
    .reduce((sum, { amount }) => sum + amount, 0);
}

/**
 * The rest of the month at the medians of its weekdays over eight weeks. Its spread is that of a day around them, for
 * as many days as are left; undefined where fewer than two weeks are known.
 */
export function monthForecast(
  rows: readonly BillRow[],
  today: string,
  known: string,
): MonthForecast | undefined {
  const from = [known, addDays(today, -7 * WEEKS)].toSorted().at(-1) ?? known;
  const length = daysBetween({ from, to: today });
  if (length < LEAST_DAYS) return undefined;
  const byDay = new Map<string, number>();
  for (const { day, charge, amount } of rows)
    if (charge === 'usage') byDay.set(day, (byDay.get(day) ?? 0) + amount);
  const days = Array.from({ length }, (_, index) => addDays(from, index));
  const usual = new Map(
    [0, 1, 2, 3, 4, 5, 6].map((weekday) => [
      weekday,
      median(days.filter((day) => weekdayOf(day) === weekday).map((day) => byDay.get(day) ?? 0)),
    ]),
  );
  const around = days.map((day) => (byDay.get(day) ?? 0) - (usual.get(weekdayOf(day)) ?? 0));
  const left = daysBetween({ from: today, to: nextMonth(today) });
  const rest = Array.from({ length: left }, (_, index) => usual.get(weekdayOf(addDays(today, index))) ?? 0);
  const spread = SIGMAS * MAD_TO_SIGMA * medianDeviation(around) * Math.sqrt(left);
  const soFar = monthSoFar(rows, today);
  const expected = soFar + rest.reduce((sum, value) => sum + value, 0);
  const low = Math.max(soFar, expected - spread);
  return { month: today.slice(0, 7), soFar, expected, low, high: expected + spread, source: 'operate' };
}

function weekdayOf(day: string): number {
  return new Date(day).getUTCDay();
}
