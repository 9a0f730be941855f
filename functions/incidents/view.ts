import type { z } from 'zod';
import type { IncidentCause } from '../../core/incident/cause.ts';
import type { IncidentRecord } from '../../core/incident/record.ts';
import type { IncidentState } from '../../core/incident/state.ts';
import type { foundCause, incident } from './fields.ts';

/** A record as callers see it. */
export function viewOf(record: IncidentRecord): z.input<typeof incident> {
  const { id, title, description, severity, severityReason, environment, services, label, reopened } = record;
  const { assignee, escalation, rootCause, preventiveMeasures, times, createdBy, createdAt } = record;
  return {
    incidentId: id,
    title,
    description,
    severity,
    severityReason,
    environment,
    services: [...services],
    ...stateOf(record.state),
    ...(label && { label }),
    signals: record.memberCount,
    firing: record.firingCount,
    ...(assignee !== undefined && { assignee }),
    ...(escalation && { escalation: { ...escalation } }),
    ...(rootCause !== undefined && { rootCause }),
    ...(preventiveMeasures && { preventiveMeasures: [...preventiveMeasures] }),
    tags: [...record.tags],
    reopened,
    times: { ...times },
    createdBy,
    createdAt,
  };
}

function stateOf(state: IncidentState) {
  switch (state.name) {
    case 'TRIGGERED':
      return { state: state.name, since: state.since };
    case 'ACKNOWLEDGED':
      return { state: state.name, since: state.since, acknowledgedBy: state.by };
    case 'RECOVERING':
      return {
        state: state.name,
        since: state.since,
        ...(state.from.name === 'ACKNOWLEDGED' && { acknowledgedBy: state.from.by }),
      };
    case 'RESOLVED': {
      const { resolved } = state;
      const resolution = resolved.how === 'PERSON' ? resolved.resolution : resolved.words;
      return { state: state.name, since: state.at, resolution };
    }
  }
}

/** What was found of its cause, as callers see it. */
export function foundCauseOf({ at, verdict, causes, notSeen }: IncidentCause): z.input<typeof foundCause> {
  return {
    at,
    verdict,
    causes: causes.map(({ evidence, ...one }) => ({ ...one, evidence: [...evidence] })),
    notSeen: [...notSeen],
  };
}
