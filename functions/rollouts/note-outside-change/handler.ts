import { AWS_HEALTH, notedChanges } from '../../../core/incident/noted-change.ts';
import { isOurs, touches } from '../../../core/rollout/outside-change.ts';
import { isTerminal } from '../../../core/rollout/state.ts';
import type { Context } from '../../context.ts';
import { noteChange } from '../../noted-changes.ts';
import type { Handler } from '../../operation.ts';
import { cancel } from '../../runs/cancel.ts';
import { liveDeployments } from '../../runs/lease.ts';
import { readDeployment } from '../../runs/store.ts';
import { listEnvironments, listServices } from '../../services/store.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];
type Answer = Awaited<ReturnType<Handler<typeof definition>>>;

/** A deployment that was interfered with is ended first; noting what happened can wait, and may be repeated. */
export const handler: Handler<typeof definition> = async (input, context) => {
  if (isOurs(input.principal, context.environment.rolePrefix)) return { next: 'done' };
  const answer: Answer =
    input.eventName === AWS_HEALTH ? { next: 'done' } : await endDeployment(context, input);
  await note(context, input);
  return answer;
};

async function endDeployment(context: Context, input: Input): Promise<Answer> {
  for (const id of await liveDeployments(context)) {
    const record = await readDeployment(context, id);
    const begun = record.undo !== undefined && Date.parse(input.at) >= Date.parse(record.createdAt) - 1000;
    if (!begun || isTerminal(record.state) || record.state.name === 'RESTORING') continue;
    if (!touches(record.target, input.eventName, input.parameters)) continue;
    const words = `${input.eventName} by ${input.principal} changed what this deployment is moving.`;
    const reason = { code: 'EXTERNAL_CHANGE', words } as const;
    await cancel(context, record, reason);
    return { next: 'restore', reason };
  }
  return { next: 'done' };
}

/** An incident of the service may come from it. */
async function note(context: Context, input: Input): Promise<void> {
  const at = Date.parse(input.at);
  if (Number.isNaN(at)) return;
  for (const environment of await listEnvironments(context))
    for (const change of notedChanges(await listServices(context, environment), input))
      await noteChange(context, environment, change, new Date(at).toISOString());
}
