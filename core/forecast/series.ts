/** A value that was measured in the period that begins then. */
export interface Point {
  /** Milliseconds. */
  readonly at: number;
  readonly value: number;
}

/** Values at even distances. */
export interface Series {
  /** When the first period begins; milliseconds. */
  readonly startsAt: number;
  readonly periodSeconds: number;
  /** NaN where nothing was measured. */
  readonly values: Float64Array;
  /** What the values do not show, in words. */
  readonly notSeen: readonly string[];
}

/** No model here looks further back: two weeks of five minutes, 24 weeks of hours. */
export const MOST_POINTS = 4032;

/**
 * Puts points into even periods, in whatever order they come: those of the same period are averaged, and what is no
 * number is left out. Of a long series the last periods are taken.
 * @param until when the last period ends, milliseconds; without it, that of the last number is the last
 */
export function seriesOf(points: readonly Point[], periodSeconds: number, until?: number): Series {
  const periodMs = periodSeconds * 1000;
  const numbers = points.filter(({ at, value }) => Number.isFinite(at) && Number.isFinite(value));
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { at } of numbers) {
    const period = Math.floor(at / periodMs);
    first = Math.min(first, period);
    last = Math.max(last, period);
  }
  if (until !== undefined) last = Math.floor(until / periodMs) - 1;
  const length = numbers.length === 0 ? 0 : Math.max(0, Math.min(MOST_POINTS, last - first + 1));
  const start = last - length + 1;
  const { values, measured, dropped } = averages(numbers, periodMs, start, length);
  const notSeen = [
    ...said(points.length - numbers.length, 'values are no numbers and were left out'),
    ...said(dropped, `values are outside of the ${length} periods that are looked at`),
    ...said(numbers.length - dropped - measured, 'values fell into a period that had one, and were averaged'),
    ...said(length - measured, `of ${length} periods have no value`),
  ];
  return { startsAt: length === 0 ? 0 : start * periodMs, periodSeconds, values, notSeen };
}

function averages(points: readonly Point[], periodMs: number, start: number, length: number) {
  const sums = new Float64Array(length);
  const counts = new Uint32Array(length);
  let dropped = 0;
  for (const { at, value } of points) {
    const index = Math.floor(at / periodMs) - start;
    if (index < 0 || index >= length) {
      dropped += 1;
      continue;
    }
    sums[index] = (sums[index] ?? 0) + value;
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const values = sums.map((sum, index) => (counts[index] ? sum / (counts[index] ?? 1) : Number.NaN));
  return { values, measured: counts.filter((count) => count > 0).length, dropped };
}

function said(count: number, words: string): string[] {
  return count > 0 ? [`${count} ${words}.`] : [];
}
