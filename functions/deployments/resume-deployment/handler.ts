import { Conflict } from '../../../core/errors.ts';
import { transition } from '../../../core/rollout/state.ts';
import type { Handler } from '../../operation.ts';
import { answerToken } from '../../runs/execution.ts';
import { readDeployment, readToken, saveDeployment } from '../../runs/store.ts';
import { viewOf } from '../../runs/view.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async (input, context) => {
  const before = await readDeployment(context, input.deploymentId);
  if (before.state.name !== 'PAUSED' && before.command?.kind !== 'PAUSE')
    throw new Conflict(`The deployment is ${before.state.name}: it is not paused.`);
  const { command: _withdrawn, ...rest } = before;
  const held = before.state.name === 'PAUSED' ? before.state.from : undefined;
  const at = new Date(context.clock.now()).toISOString();
  const state = held ? transition(before.state, { type: 'resumed', at }) : before.state;
  const after = { ...rest, state };
  const answer = { deployment: viewOf(after) };
  await saveDeployment(context, before, after, { words: `Resumed by ${context.call.caller.arn}.`, answer });
  const waiting = held && (await readToken(context, before.id));
  if (held && waiting?.kind === 'pause') {
    const next = held.name === 'PREPARING' ? 'prepare' : 'look';
    await answerToken(context, waiting.token, { next, step: held.step, seconds: 0 });
  }
  return answer;
};
