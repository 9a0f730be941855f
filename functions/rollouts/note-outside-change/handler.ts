import { isOurs, touches } from '../../../core/rollout/outside-change.ts';
import { isTerminal } from '../../../core/rollout/state.ts';
import type { Handler } from '../../operation.ts';
import { cancel } from '../../runs/cancel.ts';
import { liveDeployments } from '../../runs/lease.ts';
import { readDeployment } from '../../runs/store.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async (input, context) => {
  if (isOurs(input.principal, context.environment.rolePrefix)) return { next: 'done' };
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
};
