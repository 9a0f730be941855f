import { recommendedAlerts } from './alert-windows.ts';
import { type Count, type DaySlots, dayOf, emptyDay, setSlot } from './day-slots.ts';
import type { MetricTerm, Objective } from './objective.ts';
import { DEFAULT_POLICY } from './policy.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const SLOT_MS = 5 * MINUTE_MS;
/** An instant on a slot's begin. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');

export function term(metric: string, stat = 'Sum'): MetricTerm {
  return { namespace: 'Shop', metric, dimensions: {}, stat };
}

/** 99.9% of requests over 30 days. */
export const OBJECTIVE: Objective = {
  name: 'shop-availability',
  title: 'Shop',
  environment: 'production',
  service: 'shop',
  kind: 'availability',
  target: 0.999,
  method: { kind: 'Occurrences' },
  window: { kind: 'rolling', seconds: 30 * 86_400 },
  indicator: { kind: 'ratio', counts: 'bad', counted: [term('errors')], total: [term('requests')] },
  slotSeconds: 300,
  alerts: recommendedAlerts(30 * 86_400),
  least: { bad: 3, total: 10 },
  noData: 'unknown',
  alertWhenVanished: true,
  policy: DEFAULT_POLICY,
};

/** Counts slot by slot, of the slots that begin in [from, to). */
export function daysOf(
  from: number,
  to: number,
  count: (at: number) => Count | undefined,
  slotMs = SLOT_MS,
): Map<number, DaySlots> {
  const days = new Map<number, DaySlots>();
  for (let at = from; at < to; at += slotMs) {
    const counted = count(at);
    if (!counted) continue;
    const day = days.get(dayOf(at)) ?? emptyDay(slotMs / 1000);
    days.set(dayOf(at), day);
    setSlot(day, (at - dayOf(at)) / slotMs, counted);
  }
  return days;
}

export function counted(good: number, total: number): Count {
  return { kind: 'counted', good, total };
}
