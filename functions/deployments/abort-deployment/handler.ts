import type { Handler } from '../../operation.ts';
import { cancel } from '../../runs/cancel.ts';
import { readDeployment } from '../../runs/store.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async (input, context) => {
  const before = await readDeployment(context, input.deploymentId);
  const why = input.reason ? `: ${input.reason}` : '.';
  const words = `Aborted by ${context.call.caller.arn}${why}`;
  return cancel(context, before, { code: 'ABORTED_BY_PERSON', words });
};
