import { withSignal } from './joined.ts';
import { openIncident } from './open.ts';
import { place } from './place.ts';
import type { IncidentRecord } from './record.ts';
import { needs, nodeOf, type ServiceGraph } from './service-graph.ts';
import type { Signal } from './signal.ts';
import type { Labelled } from './storm.fixture.ts';

/** Which group each of the signals was put into, in their order. */
export type Grouping = (signals: readonly Signal[], graph: ServiceGraph) => readonly string[];

/** Ours: `place`, one signal after the other. */
export const placed: Grouping = (signals, graph) => {
  const open = new Map<string, IncidentRecord>();
  return signals.map((signal, index) => {
    const now = Date.parse(signal.at) + 2000;
    const placement = place(signal, { now, open: [...open.values()], recent: [], graph });
    if (placement.kind === 'attach') {
      const incident = open.get(placement.incidentId);
      if (incident) open.set(incident.id, withSignal(incident, signal, now));
      return placement.incidentId;
    }
    if (placement.kind !== 'open') throw new Error(`A storm has no ${placement.kind}.`);
    const id = `inc-${index}`;
    const severity = { severity: 'medium', reason: 'Ungraded.' } as const;
    open.set(id, openIncident({ id, signal, placement, severity, now }));
    return id;
  });
};

interface Group {
  readonly id: string;
  readonly signals: Signal[];
}

const seconds = ({ at }: Signal) => Date.parse(at) / 1000;
const lastOf = ({ signals }: Group) => Math.max(...signals.map(seconds));

function into(groups: Group[], group: Group | undefined, signal: Signal): string {
  if (group) group.signals.push(signal);
  const joined = group ?? { id: `group-${groups.length}`, signals: [signal] };
  if (!group) groups.push(joined);
  return joined.id;
}

/** Content grouping as PagerDuty has it: the same value of a field, within 300 s of the group's last alert. */
export const byContent =
  (field: 'service' | 'environment'): Grouping =>
  (signals) => {
    const groups: Group[] = [];
    return signals.map((signal) => {
      const group = groups.find(
        (known) => known.signals[0]?.[field] === signal[field] && seconds(signal) - lastOf(known) <= 300,
      );
      return into(groups, group, signal);
    });
  };

const UPSTREAM = [1, 1, 0.7, 0.4];
const DOWNSTREAM = [1, 0.8, 0.5, 0.2];

/** Aurora's score: 0.5 topology by hops, 0.3 time over 300 s, 0.2 words in common; joins the best from 0.6 on. */
export const byScore: Grouping = (signals, graph) => {
  const groups: Group[] = [];
  return signals.map((signal) => {
    const scored = groups
      .filter((group) => group.signals.length < 50)
      .slice(-20)
      .map((group) => ({ group, score: score(group, signal, graph) }))
      .sort((one, other) => other.score - one.score);
    const best = scored[0];
    return into(groups, best && best.score >= 0.6 ? best.group : undefined, signal);
  });
};

function score(group: Group, signal: Signal, graph: ServiceGraph): number {
  const topology = Math.max(...group.signals.map((known) => near(known, signal, graph)));
  const time = Math.max(0, 1 - Math.abs(seconds(signal) - lastOf(group)) / 300);
  const text = Math.max(...group.signals.map((known) => words(known.title, signal.title)));
  return 0.5 * topology + 0.3 * time + 0.2 * text;
}

function near(known: Signal, signal: Signal, graph: ServiceGraph): number {
  const [one, other] = [nodeOfSignal(known), nodeOfSignal(signal)];
  const up = UPSTREAM[needs(graph, one).get(other) ?? 9] ?? 0;
  const down = DOWNSTREAM[needs(graph, other).get(one) ?? 9] ?? 0;
  return Math.max(up, down);
}

function nodeOfSignal({ environment = '', service = '' }: Signal): string {
  return nodeOf(environment, service);
}

function words(one: string, other: string): number {
  const [left, right] = [new Set(one.split(' ')), new Set(other.split(' '))];
  const both = [...left].filter((word) => right.has(word)).length;
  return both / (left.size + right.size - both);
}

/** Counts over all pairs of signals: put together or not, and rightly so or not. */
export interface Pairs {
  readonly together: number;
  readonly rightly: number;
  readonly belonging: number;
}

export function pairs(signals: readonly Labelled[], groups: readonly string[]): Pairs {
  let [together, rightly, belonging] = [0, 0, 0];
  for (const [index, { fault }] of signals.entries()) {
    for (let other = index + 1; other < signals.length; other++) {
      const joined = groups[index] === groups[other];
      const same = signals[other]?.fault === fault;
      together += Number(joined);
      belonging += Number(same);
      rightly += Number(joined && same);
    }
  }
  return { together, rightly, belonging };
}
