import type { DeploymentRecord } from '../../core/rollout/record.ts';
import type { Context } from '../context.ts';
import { answerToken } from './execution.ts';
import { readToken } from './store.ts';

/**
 * Lets the machine of a deployment go on that a person has resumed. Idempotent, and meant to be done again: the call
 * that wrote the decision down may have got no further, and the machine would wait for a day.
 */
export async function tellHold(
  context: Context,
  { id, state }: Pick<DeploymentRecord, 'id' | 'state'>,
): Promise<void> {
  if ((state.name !== 'PREPARING' && state.name !== 'BAKING') || state.resumedAt === undefined) return;
  const waiting = await readToken(context, id);
  if (waiting?.kind !== 'pause') return;
  const next = state.name === 'PREPARING' ? 'prepare' : 'look';
  await answerToken(context, waiting.token, { next, step: state.step, seconds: 0 });
}
