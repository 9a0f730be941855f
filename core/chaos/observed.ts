import type { Evidence, Measure } from './fault.ts';

/** Values by measure and minute (its start in milliseconds); a minute of which nothing is known is absent. */
export type Measurements = Readonly<Partial<Record<Measure, ReadonlyMap<number, number>>>>;

export interface Span {
  /** Milliseconds; `to` is not included. */
  readonly from: number;
  readonly to: number;
}

export interface Observed {
  readonly seen: boolean;
  readonly words: string;
  /** Start of the first minute that shows it. */
  readonly since?: number;
}

/** Whether a fault shows in what was measured, by any of its evidence. */
export function observe(
  evidence: readonly Evidence[],
  measurements: Measurements,
  before: Span,
  during: Span,
): Observed {
  const looks = evidence.map((one) => lookFor(one, measurements, before, during));
  const seen = looks.find((one) => one.seen);
  return seen ?? { seen: false, words: looks.map(({ words }) => words).join(' ') };
}

/** Evidence is a measure that moved away from its median in the minutes before. */
function lookFor(
  { measure, by }: Evidence,
  measurements: Measurements,
  before: Span,
  during: Span,
): Observed {
  const usual = median(within(measurements, measure, before).map(([, value]) => value)) ?? usualOf(measure);
  const minutes = within(measurements, measure, during);
  if (usual === undefined) return { seen: false, words: `Nothing is known of ${measure} before the fault.` };
  if (minutes.length === 0) return { seen: false, words: `Nothing was measured of ${measure} meanwhile.` };
  const shows = ([, value]: readonly [number, number]) =>
    by < 0 ? value - usual <= by : value - usual >= by;
  const first = minutes.find(shows);
  const values = minutes.map(([, value]) => value);
  const extreme = by < 0 ? Math.min(...values) : Math.max(...values);
  const words = `${measure} went from ${rounded(usual)} to ${rounded(extreme)}; a change by ${rounded(by)} shows the fault.`;
  return first ? { seen: true, words, since: first[0] } : { seen: false, words };
}

/** What is only counted where it happens was none before. */
function usualOf(measure: Measure): number | undefined {
  return measure === 'throttles' || measure === 'diskWrites' ? 0 : undefined;
}

/** Minutes of a measure that begin in a span, oldest first. */
export function within(
  measurements: Measurements,
  measure: Measure,
  { from, to }: Span,
): readonly (readonly [number, number])[] {
  return [...(measurements[measure] ?? [])]
    .filter(([minute]) => minute >= from && minute < to)
    .sort(([one], [other]) => one - other);
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
