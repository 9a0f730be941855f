import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DependencyFailed } from '../../core/errors.ts';
import type { IncidentRecord } from '../../core/incident/record.ts';
import type { Context } from '../context.ts';

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
  const Detail = JSON.stringify({
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
  const entry = { EventBusName: context.environment.bus, Source: 'operate', DetailType: name, Detail };
  const answer = await context.clients(EventBridgeClient).send(new PutEventsCommand({ Entries: [entry] }));
  if (answer.FailedEntryCount)
    throw new DependencyFailed(
      `EventBridge refused ${name}: ${answer.Entries?.[0]?.ErrorMessage ?? 'no reason given'}`,
    );
}
