import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { functionArnOf } from '../../functions/environment.ts';
import { SCHEDULABLE } from '../../functions/schedules/run-scheduled/schedulable.ts';
import type { Installation } from '../flows/installation.ts';

/** What a schedule of an installation hands to the function. */
export const DUE = {
  schedule: 'nightly-audit',
  operation: 'verify_audit',
  with: { resource: 'service/production/orders' },
  dueAt: '2026-01-01T00:00:00Z',
};

/** Every operation that may be called by schedule, by the function that the scheduler calls; an empty input may be refused. */
export async function schedules({ context }: Installation): Promise<void> {
  const { clients, environment } = context;
  for (const operation of SCHEDULABLE) {
    const due = { ...DUE, operation, with: {} };
    await clients(LambdaClient).send(
      new InvokeCommand({
        FunctionName: functionArnOf(environment, 'run_scheduled'),
        Payload: new TextEncoder().encode(JSON.stringify(due)),
      }),
    );
  }
}
