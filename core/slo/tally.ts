import { type Count, type Days, slotAt } from './day-slots.ts';
import type { Method, Objective } from './objective.ts';

/** Milliseconds; the end is not included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Whether a slot, by its begin, does not count. */
export type Excluded = (at: number) => boolean;

/** What was counted in a range: events, or slices. */
export interface Tally {
  readonly good: number;
  readonly total: number;
  /** Slots that were measured. */
  readonly known: number;
  /** Slots of which CloudWatch says nothing. */
  readonly unknown: number;
  /** Slots whose counts cannot be. */
  readonly impossible: number;
  readonly excluded: number;
}

export const NO_TALLY: Tally = { good: 0, total: 0, known: 0, unknown: 0, impossible: 0, excluded: 0 };

export type Counted = Pick<Objective, 'method' | 'slotSeconds' | 'noData'>;

/** The slice of a method in seconds; of occurrences it is the slot. */
export function sliceSeconds({ method, slotSeconds }: Pick<Objective, 'method' | 'slotSeconds'>): number {
  return method.kind === 'Occurrences' ? slotSeconds : method.sliceSeconds;
}

/**
 * Counts the slices that begin in a range; they begin at whole multiples of their length since the epoch. What is
 * unknown is never good: it is left out, or counts as bad where the objective says so.
 */
export function tally(objective: Counted, days: Days, { from, to }: Range, excluded: Excluded): Tally {
  const slice = sliceSeconds(objective) * 1000;
  const sum = { ...NO_TALLY };
  for (let at = Math.ceil(from / slice) * slice; at < to; at += slice)
    addSlice(sum, objective, slotsIn(objective, days, at, Math.min(at + slice, to), excluded));
  return sum;
}

/** Of slices that do not overlap: what both counted. */
export function addTallies(one: Tally, other: Tally): Tally {
  return {
    good: one.good + other.good,
    total: one.total + other.total,
    known: one.known + other.known,
    unknown: one.unknown + other.unknown,
    impossible: one.impossible + other.impossible,
    excluded: one.excluded + other.excluded,
  };
}

type Sum = { -readonly [Field in keyof Tally]: Tally[Field] };

interface Slice extends Sum {
  /** Slots that count as bad although nothing is known of them. */
  absent: number;
}

function slotsIn(
  { slotSeconds, noData }: Counted,
  days: Days,
  from: number,
  to: number,
  excluded: Excluded,
): Slice {
  const slice: Slice = { ...NO_TALLY, absent: 0 };
  for (let at = from; at < to; at += slotSeconds * 1000) {
    if (excluded(at)) slice.excluded++;
    else addSlot(slice, slotAt(days, at, slotSeconds), noData);
  }
  return slice;
}

function addSlot(slice: Slice, count: Count, noData: Objective['noData']): void {
  if (count.kind === 'counted') {
    slice.known++;
    slice.good += count.good;
    slice.total += count.total;
    return;
  }
  if (count.kind === 'unknown') slice.unknown++;
  else slice.impossible++;
  if (noData === 'bad') slice.absent++;
}

function addSlice(sum: Sum, { method }: Counted, slice: Slice): void {
  sum.known += slice.known;
  sum.unknown += slice.unknown;
  sum.impossible += slice.impossible;
  sum.excluded += slice.excluded;
  const { good, total } = eventsOf(method, slice);
  sum.good += good;
  sum.total += total;
}

function eventsOf(method: Method, { good, total, absent, known }: Slice): { good: number; total: number } {
  const all = total + absent;
  if (method.kind === 'Occurrences') return { good, total: all };
  // Nothing happened in it, or nothing is known of it.
  if (all === 0) return { good: 0, total: 0 };
  const share = total === 0 ? 0 : ((good / total) * known) / (known + absent);
  if (method.kind === 'RatioTimeslices') return { good: share, total: 1 };
  return { good: share >= method.sliceTarget ? 1 : 0, total: 1 };
}
