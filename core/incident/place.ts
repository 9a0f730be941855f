import { type Kinship, kinship } from './kinship.ts';
import { UNKNOWN_ENVIRONMENT } from './open.ts';
import type { IncidentRecord, Member, RelatedChange } from './record.ts';
import type { ServiceGraph } from './service-graph.ts';
import type { Signal } from './signal.ts';
import { isOfSource } from './signal-key.ts';

/** How long after its end an incident is opened again by one of its own signals. */
export const REOPEN_SECONDS = 1800;
/** How long after an incident's last signal another one may join: the window rolls on with each. */
export const GROUPING_GAP_SECONDS = 300;
/** How long after an incident was opened another signal may join, whatever the gap. */
export const GROUPING_CAP_SECONDS = 1800;
const RELATED_LIMIT = 10;

export interface PlaceFacts {
  /** Milliseconds. */
  readonly now: number;
  /** Incidents that are not resolved. */
  readonly open: readonly IncidentRecord[];
  /** Incidents that were resolved within the reopen window. */
  readonly recent: readonly IncidentRecord[];
  readonly graph: ServiceGraph;
  /** The incident that the signal's record names: the one with which its key was put last. */
  readonly incidentId?: string;
  /** What was changed of the signal's service lately. */
  readonly changes?: readonly RelatedChange[];
  /** Other services at which began what the signal tells of; none where nobody could tell. */
  readonly origins?: readonly string[];
  /** The deployment of the signal's own service that is under way and will be judged. */
  readonly deployment?: { readonly id: string; readonly service: string; readonly environment: string };
  /** A live experiment on the service. */
  readonly chaos?: { readonly id: string; readonly words: string };
  readonly maintenance?: { readonly name: string };
  readonly suppression?: { readonly name: string; readonly reason: string };
}

export interface Related {
  readonly incidentId: string;
  readonly why: string;
}

export type Placement =
  | { readonly kind: 'attach' | 'reopen'; readonly incidentId: string; readonly words: string }
  | {
      readonly kind: 'open';
      readonly related: readonly Related[];
      readonly label?: 'chaos' | 'maintenance';
      readonly words: string;
    }
  | { readonly kind: 'deployment'; readonly deploymentId: string; readonly words: string }
  | { readonly kind: 'evidence'; readonly incidentId: string; readonly words: string }
  | { readonly kind: 'suppressed'; readonly words: string };

/**
 * Where a firing signal belongs. In this order: the open incident that has it as a member already; nowhere, when it is
 * suppressed; the deployment of its service that will be judged; the incident that it ended not long ago; the open incident of the
 * same environment and label that it is of a kind with, within the gap and the cap; an incident of its own. Being near
 * in time alone makes incidents related, never one.
 */
export function place(signal: Signal, facts: PlaceFacts): Placement {
  const { suppression, deployment, recent, open } = facts;
  const label = labelOf(facts);
  if (signal.evidence) return asEvidence(signal, facts);
  const known = open.find((incident) => isMember(signal, incident, facts) && pagesAlike(incident, label));
  if (known) return attach(known, 'It is a member already.');
  if (suppression)
    return { kind: 'suppressed', words: `Suppressed by ${suppression.name}: ${suppression.reason}.` };
  if (deployment)
    return {
      kind: 'deployment',
      deploymentId: deployment.id,
      words: `Deployment ${deployment.id} of ${deployment.service} is under way.`,
    };
  const ended = recent.find(
    (incident) => isMember(signal, incident, facts) && mayReopen(incident, label, facts.now),
  );
  if (ended)
    return {
      kind: 'reopen',
      incidentId: ended.id,
      words: `It ended less than ${REOPEN_SECONDS / 60} minutes ago.`,
    };
  return nearest(signal, facts, label) ?? ofItsOwn(signal, facts, label);
}

/** How long before an incident's damage something odd may have begun that is evidence for it. */
const EVIDENCE_BEFORE_SECONDS = 7200;

/** The open incident that it is of the closest kind with, and that it may have preceded. */
function asEvidence(signal: Signal, facts: PlaceFacts): Placement {
  const { suppression, open, graph } = facts;
  if (suppression)
    return { kind: 'suppressed', words: `Suppressed by ${suppression.name}: ${suppression.reason}.` };
  const earliest = ({ times }: IncidentRecord) =>
    Date.parse(times.startedAt) - EVIDENCE_BEFORE_SECONDS * 1000;
  const [best] = open
    .filter((incident) => sameEnvironment(signal, incident) && Date.parse(signal.at) >= earliest(incident))
    .flatMap((incident) => {
      const kin = kinship(signal, incident, graph, facts);
      return kin ? [{ incident, kin }] : [];
    })
    .sort(closestFirst);
  if (!best) return { kind: 'suppressed', words: 'It is evidence only, and nothing open has its cause.' };
  return { kind: 'evidence', incidentId: best.incident.id, words: `It is odd, and ${best.kin.words}.` };
}

function attach({ id }: IncidentRecord, words: string): Placement {
  return { kind: 'attach', incidentId: id, words };
}

/** The record keeps only its newest members, so the signal's own record may know better. */
function isMember(signal: Signal, { id, members }: IncidentRecord, { incidentId }: PlaceFacts): boolean {
  const { key } = signal;
  return (
    id === incidentId || members.some((member) => member.key === key || isOfOneObjective(signal, member))
  );
}

/** What is told of one objective, hours apart, is one burn: that it got worse, or is over and its ticket is not. */
function isOfOneObjective({ source, resource }: Signal, member: Member): boolean {
  return source === 'slo' && isOfSource(member.key, source) && member.resource === resource;
}

type Label = IncidentRecord['label'];

/** An experiment says more of a signal than a maintenance window does. */
function labelOf({ chaos, maintenance }: PlaceFacts): Label {
  if (chaos) return 'chaos';
  return maintenance ? 'maintenance' : undefined;
}

/** A labelled incident pages nobody: what fires when its experiment or window is over is not put into it. */
function pagesAlike(incident: IncidentRecord, label: Label): boolean {
  return incident.label === undefined || incident.label === label;
}

function mayReopen({ state, label }: IncidentRecord, wanted: Label, now: number): boolean {
  return state.name === 'RESOLVED' && label === wanted && now - Date.parse(state.at) <= REOPEN_SECONDS * 1000;
}

/** Closest kinship first, then the incident that was heard of last. */
function nearest(signal: Signal, facts: PlaceFacts, label: Label): Placement | undefined {
  const candidates = facts.open
    .filter((incident) => sameEnvironment(signal, incident) && incident.label === label)
    .filter((incident) => isNear(signal, incident) && withinCap(signal, incident))
    .flatMap((incident) => {
      const kin = kinship(signal, incident, facts.graph, facts);
      return kin ? [{ incident, kin }] : [];
    })
    .sort(closestFirst);
  const [best] = candidates;
  return best && attach(best.incident, `Within the grouping window, and ${best.kin.words}.`);
}

interface Candidate {
  readonly incident: IncidentRecord;
  readonly kin: Kinship;
}

function closestFirst(one: Candidate, other: Candidate): number {
  return (
    one.kin.rank - other.kin.rank ||
    Date.parse(other.incident.lastSignalAt) - Date.parse(one.incident.lastSignalAt)
  );
}

function sameEnvironment({ environment = UNKNOWN_ENVIRONMENT }: Signal, incident: IncidentRecord): boolean {
  return incident.environment === environment;
}

/** By the source's time, so that a backlog does not group what happened hours apart. */
function isNear({ at }: Signal, { lastSignalAt }: IncidentRecord): boolean {
  return Math.abs(Date.parse(at) - Date.parse(lastSignalAt)) <= GROUPING_GAP_SECONDS * 1000;
}

function withinCap({ at }: Signal, { createdAt, times }: IncidentRecord): boolean {
  return Date.parse(at) - Date.parse(times.reopenedAt ?? createdAt) <= GROUPING_CAP_SECONDS * 1000;
}

function ofItsOwn(signal: Signal, facts: PlaceFacts, label: Label): Placement {
  const { chaos, maintenance, open, graph } = facts;
  const related = open
    .filter((incident) => sameEnvironment(signal, incident))
    .flatMap((incident) => {
      const kin = kinship(signal, incident, graph, facts);
      const why = kin?.words ?? (isNear(signal, incident) ? 'fired at about the same time' : undefined);
      return why === undefined ? [] : [{ incidentId: incident.id, why, rank: kin?.rank ?? 9 }];
    })
    .sort((one, other) => one.rank - other.rank)
    .slice(0, RELATED_LIMIT)
    .map(({ incidentId, why }) => ({ incidentId, why }));
  return {
    kind: 'open',
    related,
    ...(label && { label }),
    words: chaos?.words ?? (maintenance ? `Maintenance ${maintenance.name}.` : 'Nothing open has its cause.'),
  };
}
