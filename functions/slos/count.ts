import { canonical } from '../../core/canonical.ts';
import { countSlot, type Reading, termsOf } from '../../core/slo/count-slot.ts';
import { DAY_MS, type DaySlots, dayOf, emptyDay, setSlot, slotAt } from '../../core/slo/day-slots.ts';
import { retentionDays } from '../../core/slo/lint.ts';
import type { MetricTerm, Objective } from '../../core/slo/objective.ts';
import { contractMonth } from '../../core/slo/sla.ts';
import type { Range } from '../../core/slo/tally.ts';
import { windowAt } from '../../core/slo/window.ts';
import type { Context } from '../context.ts';
import { type MetricQuery, readMetrics, type Series } from '../rollouts/metrics.ts';

/** CloudWatch revises what it has told: so much is read again each time. */
const REVISED_MS = 3 * 3_600_000;

/** The last instant up to which everything should be known by now, on a slot's begin. */
export function countableTo(context: Context, { slotSeconds }: Pick<Objective, 'slotSeconds'>): number {
  const slot = slotSeconds * 1000;
  return Math.floor((context.clock.now() - context.environment.metricMarginSeconds * 1000) / slot) * slot;
}

/** What has to be read: what came since, with what may have been revised; at first, as much as there is and is needed. */
export function rangeToCount(objective: Objective, countedTo: number | undefined, to: number): Range {
  const oldest = to - retentionDays(objective) * DAY_MS;
  if (countedTo !== undefined) return { from: Math.max(countedTo - REVISED_MS, oldest), to };
  const needed = Math.min(
    windowAt(objective.window, to).from,
    objective.sla ? contractMonth(objective.sla, to, 0).from : to,
  );
  return { from: Math.max(dayOf(needed), oldest), to };
}

/** Objectives and the range that each is counted over; what reads the same slots is read together. */
export interface ToCount {
  readonly objective: Objective;
  readonly range: Range;
}

/**
 * Reads all metrics that are needed, each once for each range and length of slot.
 * @throws DependencyFailed when CloudWatch cannot answer for one
 */
export async function readAll(
  context: Context,
  wanted: readonly ToCount[],
): Promise<(one: ToCount) => ReadonlyMap<string, ReadonlyMap<number, number>>> {
  const groups = Map.groupBy(wanted, groupOf);
  const read = new Map<string, ReadonlyMap<string, ReadonlyMap<number, number>>>();
  for (const [group, members] of groups) read.set(group, await readGroup(context, members));
  return (one) => read.get(groupOf(one)) ?? new Map();
}

function groupOf({ objective, range }: ToCount): string {
  return `${objective.slotSeconds}/${range.from}/${range.to}`;
}

async function readGroup(context: Context, members: readonly ToCount[]) {
  const [first] = members;
  if (!first) return new Map();
  const terms = new Map<string, MetricTerm>();
  for (const { objective } of members)
    for (const term of termsOf(objective.indicator)) terms.set(canonical(term), term);
  const keys = [...terms.keys()];
  const queries: MetricQuery[] = [...terms.values()].map((term, index) => ({ id: `m${index}`, ...term }));
  const { slotSeconds } = first.objective;
  const series: Series = await readMetrics(context, queries, { ...first.range, periodSeconds: slotSeconds });
  return new Map(keys.map((key, index) => [key, series.get(`m${index}`) ?? new Map<number, number>()]));
}

/**
 * Counts the slots of a range into days. What CloudWatch no longer says of a slot that was counted before is not
 * forgotten: it never takes back what it told.
 * @returns the days that have changed
 */
export function countInto(
  days: Map<number, DaySlots>,
  { objective, range: { from, to } }: ToCount,
  values: ReadonlyMap<string, ReadonlyMap<number, number>>,
): Map<number, DaySlots> {
  const { slotSeconds, indicator } = objective;
  const slot = slotSeconds * 1000;
  const changed = new Map<number, DaySlots>();
  const series = new Map(termsOf(indicator).map((term) => [term, values.get(canonical(term))] as const));
  for (let at = Math.ceil(from / slot) * slot; at < to; at += slot) {
    const read: Reading = (term) => series.get(term)?.get(at);
    const count = countSlot(indicator, read);
    if (count.kind === 'unknown') continue;
    const midnight = dayOf(at);
    const before = slotAt(days, at, slotSeconds);
    const day = days.get(midnight) ?? emptyDay(slotSeconds);
    days.set(midnight, day);
    setSlot(day, (at - midnight) / slot, count);
    if (!same(before, slotAt(days, at, slotSeconds))) changed.set(midnight, day);
  }
  return changed;
}

function same(one: ReturnType<typeof slotAt>, other: ReturnType<typeof slotAt>): boolean {
  if (one.kind !== 'counted' || other.kind !== 'counted') return one.kind === other.kind;
  return one.good === other.good && one.total === other.total;
}
