import { carriedOut } from '../../carried-out.ts';
import type { Handler } from '../../operation.ts';
import { carryOutCancel } from '../../runs/cancel.ts';
import { readDeployment } from '../../runs/store.ts';
import { aboutRecord } from '../../target.ts';
import { rejectDeployment } from '../deployment.ts';
import { oneSubject } from '../one-subject.ts';
import { carryOutRejection, rejectRun } from '../run.ts';
import { rejectScaling } from '../scaling.ts';
import { targetOfSubject } from '../target.ts';
import type { definition } from './definition.ts';

const reject: Handler<typeof definition> = (input, context) => {
  const subject = oneSubject(input);
  if (subject.kind === 'scaling') return rejectScaling(context, subject.id, input.reason);
  return subject.kind === 'deployment'
    ? rejectDeployment(context, subject.id, input.reason)
    : rejectRun(context, subject.id, input.reason);
};

export const handler = aboutRecord(
  carriedOut(reject, async ({ deployment, run }, context) => {
    if (deployment) await carryOutCancel(context, await readDeployment(context, deployment.deploymentId));
    if (run) await carryOutRejection(context, run.runId);
  }),
  targetOfSubject,
);
