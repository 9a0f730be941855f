import type { Handler } from '../../operation.ts';
import { plannedStep } from '../step/step-record.ts';
import { readRun } from '../store.ts';
import { approvedCall } from './approved.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async (input, context) => {
  const action =
    'params' in input ? input.action : plannedStep(await readRun(context, input.runId), input.step).field;
  return approvedCall(action)(input, context);
};
