/** Milliseconds of a day; counts are kept by days of UTC. */
export const DAY_MS = 86_400_000;

/** Total of a slot of which nothing is known. */
const UNKNOWN = Number.NaN;
/** Total of a slot whose counts cannot be: negative, not finite, more good ones than all. */
const IMPOSSIBLE = -1;

/** What a slot holds. */
export type Count =
  | { readonly kind: 'counted'; readonly good: number; readonly total: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'impossible'; readonly why: string };

/** The counts of one day, slot by slot. */
export interface DaySlots {
  readonly good: Float64Array;
  readonly total: Float64Array;
}

/** Days by their midnight in UTC, milliseconds. */
export type Days = ReadonlyMap<number, DaySlots>;

export function emptyDay(slotSeconds: number): DaySlots {
  const slots = DAY_MS / (slotSeconds * 1000);
  return { good: new Float64Array(slots), total: new Float64Array(slots).fill(UNKNOWN) };
}

/** Midnight before, in UTC. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

/** Puts a count in its place; the same count twice changes nothing, a corrected one replaces the one before. */
export function setSlot(day: DaySlots, index: number, count: Count): void {
  day.good[index] = count.kind === 'counted' ? count.good : 0;
  day.total[index] = count.kind === 'counted' ? count.total : count.kind === 'unknown' ? UNKNOWN : IMPOSSIBLE;
}

/** A slot as it was counted; one of a day that is not known is unknown. */
export function slotAt(days: Days, at: number, slotSeconds: number): Count {
  const midnight = dayOf(at);
  const day = days.get(midnight);
  const index = Math.floor((at - midnight) / (slotSeconds * 1000));
  const total = day?.total[index] ?? UNKNOWN;
  if (Number.isNaN(total)) return { kind: 'unknown' };
  if (total === IMPOSSIBLE) return { kind: 'impossible', why: 'as it was counted' };
  return { kind: 'counted', good: day?.good[index] ?? 0, total };
}
