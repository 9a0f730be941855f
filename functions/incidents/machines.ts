import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { IncidentRecord } from '../../core/incident/record.ts';
import type { Context } from '../context.ts';
import type { Statement } from '../operation.ts';

export const START_ESCALATION: Statement = {
  actions: ['states:StartExecution'],
  resources: ['{machine:escalation}'],
};
export const START_RECOVERY: Statement = {
  actions: ['states:StartExecution'],
  resources: ['{machine:recovery}'],
};

/**
 * Has people told, level by level, until somebody acknowledges. One execution each time that it is opened; nobody is
 * told of what was caused on purpose, or of an incident that follows no policy.
 */
export async function startEscalation(context: Context, record: IncidentRecord): Promise<void> {
  const { id, reopened, label, escalation } = record;
  if (label !== undefined || !escalation) return;
  const input = { incidentId: id, reopened, level: 0 };
  await start(context, context.environment.escalationMachine, `${id}-${reopened}`, input);
}

/** Has the end of a recovering incident's window waited for; one execution each time that it recovers. */
export async function startRecovery(context: Context, { id, state }: IncidentRecord): Promise<void> {
  if (state.name !== 'RECOVERING') return;
  const name = `${id}-${Date.parse(state.since)}`;
  await start(context, context.environment.recoveryMachine, name, { incidentId: id, since: state.since });
}

/** An execution of the same name that is there already is as good as started. */
async function start(
  { clients }: Context,
  stateMachineArn: string,
  name: string,
  input: unknown,
): Promise<void> {
  try {
    await clients(SFNClient).send(
      new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
    );
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
}
