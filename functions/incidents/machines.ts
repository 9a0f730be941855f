import type { IncidentRecord } from '../../core/incident/record.ts';
import type { Context } from '../context.ts';
import { startExecution } from '../execution.ts';

/**
 * Has people told, level by level, until somebody acknowledges. One execution each time that it is opened, of which a
 * repeat starts no other; nobody is
 * told of what was caused on purpose, or of an incident that follows no policy.
 */
export async function startEscalation(context: Context, record: IncidentRecord): Promise<void> {
  const { id, reopened, label, escalation } = record;
  if (label !== undefined || !escalation) return;
  const input = { incidentId: id, reopened, level: 0 };
  const execution = { machine: context.environment.escalationMachine, name: `${id}-${reopened}` };
  await startExecution(context, execution, input);
}

/** Has the end of a recovering incident's window waited for; one execution each time that it recovers. */
export async function startRecovery(context: Context, { id, state }: IncidentRecord): Promise<void> {
  if (state.name !== 'RECOVERING') return;
  const execution = {
    machine: context.environment.recoveryMachine,
    name: `${id}-${Date.parse(state.since)}`,
  };
  await startExecution(context, execution, { incidentId: id, since: state.since });
}
