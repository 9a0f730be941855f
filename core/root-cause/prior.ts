import { clipped, type Evidence } from './evidence.ts';

/** Something that was done to a node. */
export interface ChangeEvent {
  readonly node: string;
  /** Such as deployment, config, scaling, chaos, aws-health. */
  readonly kind: string;
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** An incident whose cause is known. */
export interface PastIncident {
  readonly id: string;
  readonly cause: string;
  /** Nodes at which something was unusual then. */
  readonly unusual: readonly string[];
}

const MINUTE_MS = 60_000;
/** Changes longer before the onset than this would have shown earlier. */
const WINDOW_MS = 30 * MINUTE_MS;
/** An onset is found late or early by this much. */
const SLACK_MS = 2 * MINUTE_MS;
/** How much likelier a node is that was changed right before: most incidents follow a change (nats: e to this). */
const CHANGED = 1.5;
/** How much likelier the cause of an incident is that looked exactly the same. */
const SAME = 1;

/** Changes right before the onset: what was done to a node makes it likelier, the less time passed the more. */
export function changeEvidence(changes: readonly ChangeEvent[], onset: number): Evidence[] {
  return changes
    .filter(({ at }) => at <= onset + SLACK_MS && at >= onset - WINDOW_MS)
    .map(({ node, kind, id, at }) => {
      const before = Math.max(0, onset - at);
      const minutes = Math.round(before / MINUTE_MS);
      const words = `${kind} ${clipped(id)} ${minutes} minutes before the onset`;
      return { kind: 'change', node, nats: CHANGED * (1 - before / WINDOW_MS / 2), words };
    });
}

/** Past incidents at which the same nodes were unusual: by the cosine of the two sets. */
export function historyEvidence(past: readonly PastIncident[], unusual: ReadonlySet<string>): Evidence[] {
  return past
    .map(({ id, cause, unusual: then }) => {
      const both = then.filter((node) => unusual.has(node)).length;
      const alike = both / Math.sqrt(Math.max(1, then.length * unusual.size));
      const words = `incident ${clipped(id)} looked ${alike > 0.9 ? 'the same' : 'much like it'} and began here`;
      return { kind: 'history' as const, node: cause, nats: SAME * alike, words };
    })
    .filter(({ nats }) => nats > SAME / 2);
}
