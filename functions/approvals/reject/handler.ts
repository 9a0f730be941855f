import { Conflict } from '../../../core/errors.ts';
import type { Handler } from '../../operation.ts';
import { cancel } from '../../runs/cancel.ts';
import { readDeployment } from '../../runs/store.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async (input, context) => {
  const before = await readDeployment(context, input.deploymentId);
  if (before.state.name !== 'AWAITING_APPROVAL')
    throw new Conflict(`The deployment is ${before.state.name}: it is not waiting for approval.`);
  const words = `Rejected by ${context.call.caller.arn}: ${input.reason}`;
  return cancel(context, before, { code: 'APPROVAL_REJECTED', words });
};
