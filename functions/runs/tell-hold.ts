import type { Context } from '../context.ts';
import { answerToken } from './execution.ts';
import { readDeployment, readToken } from './store.ts';

/**
 * Lets the machine of a deployment go on that a person has resumed. Idempotent, and meant to be done again: the call
 * that wrote the decision down may have got no further, and the machine would wait for a day.
 */
export async function tellHold(context: Context, deploymentId: string): Promise<void> {
  // The token first: one that a later hold has put in its place would be answered by the decision on this one.
  const waiting = await readToken(context, deploymentId);
  if (waiting?.kind !== 'pause') return;
  const { state } = await readDeployment(context, deploymentId);
  if ((state.name !== 'PREPARING' && state.name !== 'BAKING') || state.resumedAt === undefined) return;
  const next = state.name === 'PREPARING' ? 'prepare' : 'look';
  await answerToken(context, waiting.token, { next, step: state.step, seconds: 0 });
}
