import type { EscalationPolicy } from '../alerting/alerting.ts';
import { levelCount, levelName } from '../alerting/escalation.ts';
import { Conflict, InvalidInput } from '../errors.ts';
import { withLine } from './line.ts';
import type { IncidentRecord } from './record.ts';
import { iso } from './source-time.ts';
import { beneath, transition } from './state.ts';

/** Who acts, by the ARN of their principal, and when in milliseconds. */
export interface Act {
  readonly by: string;
  readonly now: number;
}

/**
 * Somebody takes the incident on. Doing so again changes nothing.
 * @throws Conflict when another person did before, or it is resolved
 */
export function acknowledge(record: IncidentRecord, { by, now }: Act): IncidentRecord {
  const at = iso(now);
  const { state } = record;
  const open = beneath(state);
  if (open.name === 'ACKNOWLEDGED') {
    if (open.by === by) return record;
    throw conflict(record, `${open.by} acknowledged it at ${open.since}.`);
  }
  refuseResolved(record);
  const acknowledged: IncidentRecord = {
    ...record,
    state: transition(state, { type: 'acknowledged', at, by }),
    times: { ...record.times, acknowledgedAt: record.times.acknowledgedAt ?? at },
  };
  return withLine(acknowledged, at, by, 'Acknowledged.');
}

export interface Resolution {
  readonly resolution: string;
  readonly rootCause?: string;
  readonly preventiveMeasures?: readonly string[];
}

/**
 * A person says that it is over, whatever the signals say; the line tells how many still fire.
 * @throws Conflict when it is resolved already; InvalidInput without a resolution
 */
export function resolve(record: IncidentRecord, { by, now }: Act, told: Resolution): IncidentRecord {
  refuseResolved(record);
  const { resolution, rootCause, preventiveMeasures } = told;
  if (resolution.trim() === '') throw missingResolution();
  const at = iso(now);
  const { firingCount, state } = record;
  const resolved: IncidentRecord = {
    ...record,
    state: transition(state, { type: 'resolved', at, by, resolution }),
    times: {
      ...record.times,
      // Seen to be well before the person said so; while signals fire nobody knows when it was.
      ...(state.name === 'RECOVERING' && { recoveredAt: state.since }),
      resolvedAt: at,
    },
    ...(rootCause !== undefined && { rootCause }),
    ...(preventiveMeasures && { preventiveMeasures }),
  };
  const still = firingCount > 0 ? ` ${firingCount} of its signals still fire.` : '';
  return withLine(resolved, at, by, `Resolved: ${resolution}${still}`);
}

/**
 * Has the next level of the policy told.
 * @param policy the incident's
 * @throws Conflict when it is resolved, follows no policy, or the last level was told
 */
export function escalate(record: IncidentRecord, { by, now }: Act, policy: EscalationPolicy): IncidentRecord {
  refuseResolved(record);
  const { escalation } = record;
  if (!escalation) throw conflict(record, 'It follows no escalation policy.');
  if (escalation.level >= levelCount(policy))
    throw conflict(record, `The last level of '${policy.name}' was told already, for the last time.`);
  const level = escalation.level + 1;
  const escalated = { ...record, escalation: { ...escalation, level } };
  return withLine(escalated, iso(now), by, `Escalated: ${levelName(policy, level)} is told.`);
}

/** @throws Conflict that says since when it is over */
function refuseResolved(record: IncidentRecord): void {
  if (record.state.name === 'RESOLVED') throw conflict(record, `It was resolved at ${record.state.at}.`);
}

export function conflict({ id }: IncidentRecord, words: string): Conflict {
  return new Conflict(words, { conflictsWith: id });
}

function missingResolution(): InvalidInput {
  const violation = {
    field: 'resolution',
    problem: 'is missing',
    allowed: 'text that says what ended the incident',
  };
  return new InvalidInput('A person resolves an incident with a resolution.', { violations: [violation] });
}
