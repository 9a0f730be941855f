import { isReachable, recommendedAlerts } from './alert-windows.ts';
import { countSlot } from './count-slot.ts';
import { type DaySlots, dayOf, emptyDay, setSlot } from './day-slots.ts';
import { excludedBy } from './exclusions.ts';
import type { Exclusion, Indicator, MetricTerm, Objective } from './objective.ts';
import { type Range, sliceSeconds, tally } from './tally.ts';
import { periodSeconds } from './window.ts';

/** What was counted of one slice; see `Method` for what is counted. */
export interface CountedSlice {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly bad: number;
  readonly total: number;
}

/** What CloudWatch says of a metric in the period that begins then; undefined where it says nothing. */
export type ReadAt = (term: MetricTerm, at: number) => number | undefined;

const MINUTE_SECONDS = 60;

/**
 * An objective by the minute, where its events may be counted in shorter periods than they are kept in. A threshold
 * speaks of the value of a whole slot, and slices are made of whole slots.
 */
export function byTheMinute(objective: Objective): Objective {
  const isOfEvents = objective.method.kind === 'Occurrences' && !hasThreshold(objective.indicator);
  return isOfEvents ? { ...objective, slotSeconds: MINUTE_SECONDS } : objective;
}

function hasThreshold(indicator: Indicator): boolean {
  if (indicator.kind === 'composite') return indicator.parts.some((part) => hasThreshold(part.indicator));
  return indicator.kind === 'threshold';
}

/** The slices of a range of which something is known; they begin at whole multiples of their length. */
export function countSlices(
  objective: Objective,
  exclusions: readonly Exclusion[],
  read: ReadAt,
  { from, to }: Range,
): CountedSlice[] {
  const excluded = excludedBy(exclusions, objective.slotSeconds);
  const days = countDays(objective, read, { from, to });
  const slice = sliceSeconds(objective) * 1000;
  const counted: CountedSlice[] = [];
  for (let start = Math.ceil(from / slice) * slice; start + slice <= to; start += slice) {
    const { good, total } = tally(objective, days, { from: start, to: start + slice }, excluded);
    if (total > 0) counted.push({ start, bad: total - good, total });
  }
  return counted;
}

function countDays(
  { indicator, slotSeconds }: Objective,
  read: ReadAt,
  { from, to }: Range,
): Map<number, DaySlots> {
  const days = new Map<number, DaySlots>();
  const slot = slotSeconds * 1000;
  for (let at = Math.ceil(from / slot) * slot; at < to; at += slot) {
    const midnight = dayOf(at);
    const day = days.get(midnight) ?? emptyDay(slotSeconds);
    days.set(midnight, day);
    setSlot(
      day,
      (at - midnight) / slot,
      countSlot(indicator, (term) => read(term, at)),
    );
  }
  return days;
}

/** The quickest burn that an objective's alerts ask for and its target can reach; the recommended ones where it has none. */
export function fastestOf({ alerts, target, window }: Objective): number {
  const asked = alerts.length > 0 ? alerts : recommendedAlerts(periodSeconds(window));
  const factors = asked.filter((alert) => isReachable(alert, target)).map(({ factor }) => factor);
  return Math.max(1, ...factors);
}
