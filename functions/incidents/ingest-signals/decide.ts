import { underMaintenance } from '../../../core/alerting/maintenance.ts';
import { route } from '../../../core/alerting/route.ts';
import { suppressed } from '../../../core/alerting/suppressed.ts';
import { withChange, withOrigin } from '../../../core/incident/attached.ts';
import { dampedUntil } from '../../../core/incident/flapping.ts';
import { withSignal } from '../../../core/incident/joined.ts';
import { memberOf } from '../../../core/incident/member.ts';
import { withEvidence } from '../../../core/incident/odd.ts';
import { openIncident } from '../../../core/incident/open.ts';
import { partOf } from '../../../core/incident/part-of.ts';
import { type Placement, place } from '../../../core/incident/place.ts';
import type { IncidentRecord } from '../../../core/incident/record.ts';
import { nodeOf } from '../../../core/incident/service-graph.ts';
import { severityOf } from '../../../core/incident/severity.ts';
import type { Signal } from '../../../core/incident/signal.ts';
import { isOpen } from '../../../core/incident/state.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import { ownAlarm } from '../../alarms.ts';
import type { Context } from '../../context.ts';
import type { Turn } from '../announce.ts';
import { routed } from '../routed.ts';
import { type AtService, environmentOf, type Facts } from './facts.ts';
import { changeOf, type Heard } from './heard.ts';
import { type Attachment, addStep, type Draft, type Plan } from './plan.ts';

/** A batch while it is being decided on: incidents are as the keys before have left them. */
interface Batch {
  readonly context: Context;
  readonly facts: Facts;
  readonly plan: Plan;
  readonly incidents: Map<string, IncidentRecord>;
}

/** Where the news of one key have led so far. */
interface Course {
  /** Incidents that the key has changed, and how. */
  readonly touched: Map<string, Set<Turn>>;
  incidentId: string | undefined;
  deploymentId: string | undefined;
  /** The deployment whose judge is to watch the key from now on. */
  deployment: StoredDeployment | undefined;
}

/** Decides on a whole batch in memory, key by key, in the order in which they began to speak. */
export function decide(context: Context, facts: Facts, heard: readonly Heard[]): Plan {
  const plan: Plan = { drafts: new Map(), attachments: new Map(), loose: [] };
  const incidents = new Map<string, IncidentRecord>(facts.incidents.map((record) => [record.id, record]));
  const batch: Batch = { context, facts, plan, incidents };
  for (const one of heard.toSorted((first, other) => (begin(first) < begin(other) ? -1 : 1)))
    follow(batch, one);
  return plan;
}

function begin({ news, record }: Heard): string {
  return news[0]?.at ?? record.signal.at;
}

function follow(batch: Batch, heard: Heard): void {
  const course: Course = {
    touched: new Map(),
    incidentId: heard.before?.record.incidentId,
    deploymentId: heard.before?.deploymentId,
    deployment: undefined,
  };
  for (const signal of heard.news) {
    if (signal.state === 'FIRING') fire(batch, heard, signal, course);
    else tellMembers(batch, heard, signal, course);
  }
  keep(batch, heard, course);
}

function fire(batch: Batch, heard: Heard, signal: Signal, course: Course): void {
  const { incidents, context } = batch;
  const watchable = watchableBy(batch, heard, signal);
  const placement = place(signal, placeFacts(batch, signal, course, watchable));
  course.deploymentId = undefined;
  course.deployment = undefined;
  switch (placement.kind) {
    case 'suppressed':
      context.log.info('A signal was suppressed.', { key: signal.key, why: placement.words });
      course.incidentId = undefined;
      return;
    case 'evidence': {
      const before = known(incidents, placement.incidentId);
      const record = withEvidence(before, signal, context.clock.now());
      course.incidentId = undefined;
      if (record === before) return;
      incidents.set(record.id, record);
      turn(course, record.id, undefined);
      return;
    }
    case 'deployment':
      course.deploymentId = placement.deploymentId;
      course.deployment = watchable;
      course.incidentId = undefined;
      return;
    case 'open': {
      const record = opened(batch, signal, placement);
      incidents.set(record.id, record);
      turn(course, record.id, 'opened');
      course.incidentId = record.id;
      return;
    }
    default: {
      const before = known(incidents, placement.incidentId);
      course.incidentId = before.id;
      join(batch, heard, signal, before, course);
    }
  }
}

function known(incidents: Batch['incidents'], id: string): IncidentRecord {
  const record = incidents.get(id);
  if (!record) throw new Error(`There is no incident ${id}.`);
  return record;
}

/** The deployment whose judge can watch what fires: only alarms that it can read; all else would be heard of nowhere. */
function watchableBy(batch: Batch, { arn }: Heard, signal: Signal): StoredDeployment | undefined {
  const isReadable = arn !== undefined && ownAlarm(batch.context, arn) !== undefined;
  return isReadable ? serviceOf(batch, signal).deployment : undefined;
}

function placeFacts(
  { context, facts, incidents }: Batch,
  signal: Signal,
  { incidentId }: Course,
  deployment: StoredDeployment | undefined,
) {
  const now = context.clock.now();
  const all = [...incidents.values()];
  const { experiment, changes, origins } = serviceOf({ facts }, signal);
  const maintenance = underMaintenance(signal, facts.alerting, now);
  const suppression = partOf(signal) ?? suppressed(signal, facts.alerting, now);
  return {
    now,
    open: all.filter(({ state }) => isOpen(state)),
    recent: all.filter(({ state }) => !isOpen(state)),
    graph: facts.graph,
    changes,
    origins: origins.map(({ service }) => service),
    ...(incidentId !== undefined && { incidentId }),
    ...(deployment && { deployment }),
    ...(experiment && { chaos: experiment }),
    ...(maintenance && { maintenance }),
    ...(suppression && { suppression }),
  };
}

const NOTHING: AtService = { changes: [], origins: [] };

function serviceOf({ facts }: Pick<Batch, 'facts'>, { environment, service }: Signal): AtService {
  if (environment === undefined || service === undefined) return NOTHING;
  return facts.services.get(nodeOf(environment, service)) ?? NOTHING;
}

function opened(
  batch: Batch,
  signal: Signal,
  placement: Extract<Placement, { kind: 'open' }>,
): IncidentRecord {
  const { context, facts } = batch;
  const now = context.clock.now();
  const { burn } = serviceOf(batch, signal);
  const severity = severityOf(signal, burn ? { sloBurn: burn } : {});
  const services = signal.service === undefined ? [] : [signal.service];
  const policy = route(
    { environment: environmentOf(signal), services, severity: severity.severity },
    facts.alerting,
  );
  const { changes, origins } = serviceOf(batch, signal);
  const made = { id: context.ids.next('inc', now), severity, now, changes, signal, placement };
  const record = openIncident({ ...made, ...(policy && { policy: policy.name }) });
  return origins.reduce((known, origin) => withOrigin(known, origin, now), record);
}

/**
 * What is not firing changes the incidents that have it as a member, and no other. One that has ended keeps count as
 * well, so that a member that fires again is news to it.
 */
function tellMembers(batch: Batch, heard: Heard, signal: Signal, course: Course): void {
  for (const record of batch.incidents.values()) {
    const isMember = record.id === course.incidentId || record.members.some(({ key }) => key === signal.key);
    if (isMember) join(batch, heard, signal, record, course);
  }
}

function join(batch: Batch, heard: Heard, signal: Signal, before: IncidentRecord, course: Course): void {
  const { context, incidents } = batch;
  const damped = dampedUntil(heard.record);
  const member = evicted(heard, before);
  const joined = withSignal(before, signal, context.clock.now(), {
    ...(member && { member }),
    ...(damped !== undefined && { dampedUntil: damped }),
  });
  if (joined === before) return;
  const again = joined.reopened === before.reopened ? joined : fromTheStart(joined);
  const { changes, origins } = signal.state === 'FIRING' ? serviceOf(batch, signal) : NOTHING;
  const found = origins.reduce((known, origin) => withOrigin(known, origin, context.clock.now()), again);
  const after = routed(changes.reduce(withChange, found), batch.facts.alerting);
  incidents.set(after.id, after);
  if (after.escalation && !before.escalation) turn(course, after.id, 'routed');
  if (after.state.name === 'RESOLVED') turn(course, after.id, undefined);
  else if (before.state.name === 'RESOLVED') turn(course, after.id, 'reopened');
  else if (before.state.name !== 'RECOVERING' && after.state.name === 'RECOVERING')
    turn(course, after.id, 'recovering');
  else turn(course, after.id, damped === undefined ? 'updated' : undefined);
}

/** Of an incident that is opened again, people are told from the first level on. */
function fromTheStart(record: IncidentRecord): IncidentRecord {
  return record.escalation ? { ...record, escalation: { ...record.escalation, level: 0 } } : record;
}

/** A member that is no longer in the record is what was last kept of its key. */
function evicted({ before, key }: Heard, record: IncidentRecord) {
  if (before?.record.incidentId !== record.id || record.members.some((member) => member.key === key))
    return undefined;
  return memberOf(before.record.signal, undefined, Date.parse(record.createdAt));
}

function turn({ touched }: Course, id: string, what: Turn | undefined): void {
  const turns = touched.get(id) ?? new Set();
  if (what !== undefined) turns.add(what);
  touched.set(id, turns);
}

/** Writes the key with the last thing that it changed, so that it is known no earlier than what follows from it. */
function keep({ plan, incidents, facts }: Batch, heard: Heard, course: Course): void {
  const { incidentId: _before, ...rest } = heard.record;
  const { incidentId, deploymentId, deployment } = course;
  const record = { ...rest, ...(incidentId !== undefined && { incidentId }) };
  const moved = incidentId !== heard.before?.record.incidentId || deploymentId !== heard.before?.deploymentId;
  const change = heard.changed || moved ? changeOf(heard, record, deploymentId) : undefined;
  // One that is told again under the same deployment is watched already.
  const attachment = change && deployment && attachmentOf(plan, deployment);
  const touched = [...course.touched];
  for (const [index, [id, turns]] of touched.entries()) {
    const after = incidents.get(id);
    if (!after) continue;
    const draft = draftOf(plan, facts, id);
    for (const what of turns) draft.turns.add(what);
    const last = index === touched.length - 1 && !attachment;
    addStep(draft, after, { heard, ...(last && change && { change }) });
  }
  if (touched.length > 0 && !attachment) return;
  (attachment?.steps ?? plan.loose).push({ heard, ...(change && { change }) });
}

function attachmentOf({ attachments }: Plan, deployment: StoredDeployment): Attachment {
  const attachment = attachments.get(deployment.id) ?? { deployment, steps: [] };
  attachments.set(deployment.id, attachment);
  return attachment;
}

function draftOf({ drafts }: Plan, { incidents }: Facts, id: string): Draft {
  const draft = drafts.get(id) ?? {
    before: incidents.find((record) => record.id === id),
    chunks: [],
    turns: new Set(),
  };
  drafts.set(id, draft);
  return draft;
}
