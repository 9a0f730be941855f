import { carriedOut } from '../../carried-out.ts';
import type { Handler } from '../../operation.ts';
import { answerCancel, carryOutCancel } from '../../runs/cancel.ts';
import { readDeployment } from '../../runs/store.ts';
import { targetOfDeployment } from '../../runs/target.ts';
import { aboutRecord } from '../../target.ts';
import type { definition } from './definition.ts';

const abort: Handler<typeof definition> = async (input, context) => {
  const before = await readDeployment(context, input.deploymentId);
  const why = input.reason ? `: ${input.reason}` : '.';
  const words = `Aborted by ${context.call.caller.arn}${why}`;
  return answerCancel(context, before, { code: 'ABORTED_BY_PERSON', words });
};

export const handler = aboutRecord(
  carriedOut(abort, async ({ deployment }, context) =>
    carryOutCancel(context, await readDeployment(context, deployment.deploymentId)),
  ),
  targetOfDeployment,
);
