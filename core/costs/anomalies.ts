import { MAD_TO_SIGMA, median, medianDeviation } from '../robust.ts';
import { addDays, type BillRow } from './bill.ts';

/** A day that cost more than days like it. */
export interface OddDay {
  readonly day: string;
  readonly amount: number;
  /** Median of the same weekday in the weeks before. */
  readonly expected: number;
}

/** A service that costs more than it used to; the days are the odd ones among those looked at, oldest first. */
export interface Anomaly {
  readonly service: string;
  /** Dollars beyond what was expected, of all its odd days. */
  readonly excess: number;
  readonly days: readonly OddDay[];
}

export interface AnomalyView {
  /** Largest excess first. */
  readonly anomalies: readonly Anomaly[];
  /** Services of which too little is known to say that they are as always. */
  readonly unknown: readonly string[];
}

/** Weeks that are compared with, and of how many a value has to be known. */
const WEEKS = 8;
const LEAST_WEEKS = 4;
/** Days that are looked at. */
const RECENT_DAYS = 7;
const SIGMAS = 3;
const SHARE = 0.25;
const FLOOR_DOLLARS = 1;
const TIMES = 3;

/**
 * Days of the last week on which a service cost more than the median of the same weekday over eight weeks, by more than
 * three deviations (from the MAD), a quarter, and a dollar. Two such days are an anomaly, and so is one at three times
 * its median. Odd days are left out of what later ones are compared with, as the weeks before end where the last begins.
 * @param to the day after the last one that is known
 * @param known first day of which the bill is known
 */
export function anomaliesIn(rows: readonly BillRow[], to: string, known: string): AnomalyView {
  const byService = new Map<string, Map<string, number>>();
  for (const { service, day, charge, amount } of rows) {
    if (charge !== 'usage') continue;
    const days = byService.get(service) ?? new Map<string, number>();
    byService.set(service, days.set(day, (days.get(day) ?? 0) + amount));
  }
  const weeksKnown = Math.floor(
    (Date.parse(addDays(to, -RECENT_DAYS)) - Date.parse(known)) / (7 * 86_400_000),
  );
  if (weeksKnown < LEAST_WEEKS) return { anomalies: [], unknown: [...byService.keys()] };
  const weeks = Math.min(WEEKS, weeksKnown);
  const anomalies = [...byService].flatMap(([service, days]) => {
    const odd = oddDays(days, to, weeks);
    const isOne =
      odd.length >= 2 || odd.some(({ amount, expected }) => amount > TIMES * Math.max(expected, 0));
    if (!isOne || odd.length === 0) return [];
    return { service, days: odd, excess: odd.reduce((sum, day) => sum + day.amount - day.expected, 0) };
  });
  return { anomalies: anomalies.sort((one, other) => other.excess - one.excess), unknown: [] };
}

function oddDays(days: ReadonlyMap<string, number>, to: string, weeks: number): OddDay[] {
  return Array.from({ length: RECENT_DAYS }, (_, index) => addDays(to, index - RECENT_DAYS)).flatMap(
    (day) => {
      const earlier = Array.from(
        { length: weeks },
        (_, week) => days.get(addDays(day, -7 * (week + 1))) ?? 0,
      );
      const expected = median(earlier);
      const amount = days.get(day) ?? 0;
      const deviation = SIGMAS * MAD_TO_SIGMA * medianDeviation(earlier);
      const threshold = Math.max(deviation, SHARE * expected, FLOOR_DOLLARS);
      return amount - expected > threshold ? { day, amount, expected } : [];
    },
  );
}

/** What part of a service's excess comes from: a usage type, with its dollars a day beyond what was expected. */
export interface Driver {
  readonly usageType: string;
  readonly excess: number;
}

/** Drivers that are told of an anomaly. */
const DRIVERS = 3;
/** What is too little to be a driver of anything. */
const LEAST_DRIVER_SHARE = 0.05;

/**
 * Whose cost rose on the odd days, against the median of the same usage type on the days before them.
 * @param rows cost by day and usage type, in place of the service
 */
export function driversOf({ days, excess }: Anomaly, rows: readonly BillRow[]): Driver[] {
  const first = days[0]?.day ?? '';
  const odd = new Set(days.map(({ day }) => day));
  const known = [...new Set(rows.map(({ day }) => day))].filter((day) => day < first);
  return [...Map.groupBy(rows, ({ service }) => service)]
    .map(([usageType, some]) => {
      const byDay = new Map(some.map(({ day, amount }) => [day, amount]));
      const usual = median(known.map((day) => byDay.get(day) ?? 0));
      const now = [...odd].reduce((sum, day) => sum + (byDay.get(day) ?? 0), 0);
      return { usageType, excess: now - usual * odd.size };
    })
    .filter((driver) => driver.excess > excess * LEAST_DRIVER_SHARE)
    .sort((one, other) => other.excess - one.excess)
    .slice(0, DRIVERS);
}
