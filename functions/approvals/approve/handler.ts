import { carriedOut } from '../../carried-out.ts';
import type { Handler } from '../../operation.ts';
import { tellAnswer } from '../../runbooks/person-answer.ts';
import { aboutRecord } from '../../target.ts';
import { approveDeployment, tellApproval } from '../deployment.ts';
import { oneSubject } from '../one-subject.ts';
import { approveRun } from '../run.ts';
import { approveScaling, tellScaling } from '../scaling.ts';
import { targetOfSubject } from '../target.ts';
import type { definition } from './definition.ts';

const approve: Handler<typeof definition> = (input, context) => {
  const subject = oneSubject(input);
  if (subject.kind === 'scaling') return approveScaling(context, subject.id, input.planHash);
  return subject.kind === 'deployment'
    ? approveDeployment(context, subject.id, input.planHash)
    : approveRun(context, subject.id, input.planHash);
};

export const handler = aboutRecord(
  carriedOut(approve, async ({ deployment, run, scaling }, context) => {
    if (deployment) await tellApproval(context, deployment.deploymentId);
    if (scaling) await tellScaling(context, scaling.scalingId);
    if (run) await tellAnswer(context, run.runId);
  }),
  targetOfSubject,
);
