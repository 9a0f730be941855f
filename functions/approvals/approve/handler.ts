import { Conflict, Forbidden, InvalidInput } from '../../../core/errors.ts';
import { samePerson } from '../../../core/rollout/second-person.ts';
import type { Handler } from '../../operation.ts';
import { answerToken } from '../../runs/execution.ts';
import { readDeployment, readToken, saveDeployment } from '../../runs/store.ts';
import { viewOf } from '../../runs/view.ts';
import type { definition } from './definition.ts';

const THE_PLAN_READ = 'the planHash that get_deployment shows with the plan';

export const handler: Handler<typeof definition> = async (input, context) => {
  const before = await readDeployment(context, input.deploymentId);
  const { arn } = context.call.caller;
  if (before.state.name !== 'AWAITING_APPROVAL')
    throw new Conflict(`The deployment is ${before.state.name}: it is not waiting for approval.`);
  if (samePerson(before.requestedBy, arn))
    throw new Forbidden('A second person must approve; you asked for this deployment.');
  if (before.planHash !== input.planHash)
    throw new InvalidInput('The plan that waits is another one.', {
      violations: [
        // The right hash is not told: whoever approves has read the plan it belongs to.
        { field: 'planHash', problem: 'is not the hash of the waiting plan', allowed: THE_PLAN_READ },
      ],
    });
  const { by } = before.approval;
  if (by !== undefined && by !== arn) throw new Conflict(`${by} has approved the deployment already.`);
  const after = { ...before, approval: { ...before.approval, by: arn } };
  const answer = { deployment: viewOf(after) };
  await saveDeployment(context, before, after, { words: `Approved by ${arn}.`, answer });
  const waiting = await readToken(context, before.id);
  if (waiting?.kind === 'approval') await answerToken(context, waiting.token, { next: 'prepare', step: 0 });
  return answer;
};
