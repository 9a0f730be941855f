import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient, partition } from '../../../functions/table.ts';
import { ENVIRONMENT } from '../../flows/service.ts';
import type { Bench } from '../bench.ts';
import type { Journey } from './journey.ts';

/** Forgets what earlier runs of a runbook have earned, cost and failed to do, so that each case begins alike. */
export async function forgetEarlierRuns({ context }: Bench, { runbook, service }: Journey): Promise<void> {
  const keys = [
    { pk: partition(context, 'AUTONOMY', runbook.name, ENVIRONMENT), sk: 'META' },
    { pk: partition(context, 'BRAKE', runbook.name, ENVIRONMENT, service), sk: 'META' },
  ];
  for (const Key of keys)
    await documentClient(context).send(new DeleteCommand({ TableName: context.environment.table, Key }));
}

/** An incident that a person has opened and taken on: it is well when the service's alarms are. */
export async function openIncident(bench: Bench, { service }: Journey): Promise<string> {
  const { incident } = await bench.as('operator').manage_incident({
    action: 'create',
    title: 'Customers complain.',
    environment: ENVIRONMENT,
    affectedServices: [service],
  });
  const { incidentId } = incident;
  await bench.as('operator').manage_incident({ action: 'acknowledge', incidentId });
  return incidentId;
}

/** Ends an incident for good, so that it is no part of the next case. */
export async function closeIncident(bench: Bench, incidentId: string): Promise<void> {
  await bench.as('operator').manage_incident({
    action: 'resolve',
    incidentId,
    resolution: 'It was a case.',
  });
}
