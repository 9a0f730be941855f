import { groupBy, type Share, shareShift } from './statistics.ts';
import type { Visit } from './traces.ts';

/** Something that happens more often or more seldom in visits of a kind than it used to. */
export interface BehaviourShift {
  readonly node: string;
  readonly kind: string;
  readonly event: string;
  readonly rises: boolean;
  readonly usual: Share;
  readonly now: Share;
  /** How surely it is a shift; nats. */
  readonly nats: number;
}

/** Shifts below this many nats are no more than what many comparisons find by chance: about one in 200. */
const LEAST = 4;

/**
 * Where the behaviour of services changed first. What happens in a visit (templates written, work done, calls made)
 * is compared with what used to happen in visits of its kind, so that more or other traffic is no change. Within a
 * trace only the first changed visit to be done counts: those that end after it may have had its answer.
 * @returns by node, its surest shift that nothing before it explains
 */
export function behaviourShifts(
  usual: readonly Visit[],
  now: readonly Visit[],
): ReadonlyMap<string, BehaviourShift> {
  const usualOf = groupBy(usual, ({ kind }) => kind);
  const nowOf = groupBy(now, ({ kind }) => kind);
  const shifts = [...nowOf.values()].flatMap((visits) =>
    shiftsOf(usualOf.get(visits[0]?.kind ?? '') ?? [], visits),
  );
  const changed = changedBy(shifts, nowOf);
  const first = firstOfTraces(changed);
  const best = new Map<string, BehaviourShift>();
  for (const shift of shifts) {
    const visits = (nowOf.get(shift.kind) ?? []).filter((visit) => !changed.has(visit) || first.has(visit));
    const own = withVisits(shift, visits);
    if (own.rises === shift.rises && isSurer(own, best.get(shift.node))) best.set(shift.node, own);
  }
  return best;
}

/** Of two that are as sure, what is new says more than what is missing. */
function isSurer(one: BehaviourShift, other: BehaviourShift | undefined): boolean {
  const than = other?.nats ?? 0;
  return one.nats > than || (one.nats === than && one.nats > 0 && one.rises);
}

function shiftsOf(usual: readonly Visit[], now: readonly Visit[]): BehaviourShift[] {
  const [one] = now;
  if (one === undefined || usual.length === 0) return [];
  const events = new Set([...usual, ...now].flatMap((visit) => [...visit.events]));
  return [...events]
    .map((event) => {
      const empty = { node: one.node, kind: one.kind, event, usual: shareWith(usual, event) };
      return withVisits({ ...empty, now: { times: 0, of: 0 }, rises: true, nats: 0 }, now);
    })
    .filter(({ nats }) => nats >= LEAST);
}

function withVisits(shift: BehaviourShift, visits: readonly Visit[]): BehaviourShift {
  const now = shareWith(visits, shift.event);
  const rises = now.times * shift.usual.of >= shift.usual.times * now.of;
  return { ...shift, now, rises, nats: shareShift(shift.usual, now) };
}

function shareWith(visits: readonly Visit[], event: string): Share {
  return { times: visits.filter(({ events }) => events.has(event)).length, of: visits.length };
}

/** Visits in which something happens that happens more often now, or misses what is missing more often. */
function changedBy(
  shifts: readonly BehaviourShift[],
  now: ReadonlyMap<string, readonly Visit[]>,
): ReadonlySet<Visit> {
  return new Set(
    shifts.flatMap(({ kind, event, rises }) =>
      (now.get(kind) ?? []).filter(({ events }) => events.has(event) === rises),
    ),
  );
}

function firstOfTraces(changed: ReadonlySet<Visit>): ReadonlySet<Visit> {
  const traces = groupBy(changed, ({ traceId }) => traceId).values();
  return new Set([...traces].map((visits) => visits.reduce((a, b) => (b.end < a.end ? b : a))));
}
