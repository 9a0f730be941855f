import { Conflict, Forbidden, InvalidInput } from '../../core/errors.ts';
import { askedFor } from '../../core/rollout/second-person.ts';
import type { Context } from '../context.ts';
import { answerCancel } from '../runs/cancel.ts';
import { answerToken } from '../runs/execution.ts';
import { readDeployment, readToken, saveDeployment } from '../runs/store.ts';
import { viewOf } from '../runs/view.ts';

const THE_PLAN_READ = 'the planHash that get_deployment shows with the plan';

/** @throws Conflict, Forbidden or InvalidInput where this person may not approve this plan now */
export async function approveDeployment(context: Context, deploymentId: string, planHash: string) {
  const before = await readDeployment(context, deploymentId);
  const { arn } = context.call.caller;
  if (before.state.name !== 'AWAITING_APPROVAL')
    throw new Conflict(`The deployment is ${before.state.name}: it is not waiting for approval.`);
  if (askedFor(before, arn))
    throw new Forbidden('A second person must approve; you asked for this deployment.');
  if (before.planHash !== planHash)
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
  return answer;
}

/** Lets the machine go on that waits for the approval. */
export async function tellApproval(context: Context, deploymentId: string): Promise<void> {
  const waiting = await readToken(context, deploymentId);
  if (waiting?.kind !== 'approval') return;
  const { state, approval } = await readDeployment(context, deploymentId);
  if (state.name !== 'AWAITING_APPROVAL' || approval.by === undefined) return;
  await answerToken(context, waiting.token, { next: 'prepare', step: 0 });
}

/** @throws Conflict when it does not wait for approval */
export async function rejectDeployment(context: Context, deploymentId: string, reason: string) {
  const before = await readDeployment(context, deploymentId);
  if (before.state.name !== 'AWAITING_APPROVAL')
    throw new Conflict(`The deployment is ${before.state.name}: it is not waiting for approval.`);
  const words = `Rejected by ${context.call.caller.arn}: ${reason}`;
  return answerCancel(context, before, { code: 'APPROVAL_REJECTED', words });
}
