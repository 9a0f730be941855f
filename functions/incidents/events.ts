import type { IncidentRecord } from '../../core/incident/record.ts';
import type { Context } from '../context.ts';
import { putEvent } from '../put-event.ts';

export type IncidentEventName =
  | 'IncidentOpened'
  | 'IncidentUpdated'
  | 'IncidentReopened'
  | 'IncidentAcknowledged'
  | 'IncidentEscalated'
  | 'IncidentRecovering'
  | 'IncidentResolved';

/** Tells subscribers of the product's bus; at least once, so they recognise a repeat by id, name and `reopened`. */
export async function publishIncident(
  context: Context,
  name: IncidentEventName,
  record: IncidentRecord,
): Promise<void> {
  const { id, environment, services, severity, state, label, reopened, memberCount, firingCount } = record;
  await putEvent(context, name, {
    incidentId: id,
    title: record.title,
    environment,
    services,
    severity,
    state: state.name,
    label: label ?? null,
    reopened,
    signals: memberCount,
    firing: firingCount,
  });
}
