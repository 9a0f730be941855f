import { carriedOut } from '../../carried-out.ts';
import type { Handler } from '../../operation.ts';
import { tellAnswer } from '../../runbooks/person-answer.ts';
import { aboutRecord } from '../../target.ts';
import { approveDeployment, tellApproval } from '../deployment.ts';
import { oneSubject } from '../one-subject.ts';
import { approveRun } from '../run.ts';
import { targetOfSubject } from '../target.ts';
import type { definition } from './definition.ts';

const approve: Handler<typeof definition> = (input, context) => {
  const subject = oneSubject(input);
  return subject.kind === 'deployment'
    ? approveDeployment(context, subject.id, input.planHash)
    : approveRun(context, subject.id, input.planHash);
};

export const handler = aboutRecord(
  carriedOut(approve, async ({ deployment, run }, context) => {
    if (deployment) await tellApproval(context, deployment.deploymentId);
    if (run) await tellAnswer(context, run.runId);
  }),
  targetOfSubject,
);
