import { Conflict } from '../../../core/errors.ts';
import { transition } from '../../../core/rollout/state.ts';
import { carriedOut } from '../../carried-out.ts';
import type { Handler } from '../../operation.ts';
import { readDeployment, saveDeployment } from '../../runs/store.ts';
import { targetOfDeployment } from '../../runs/target.ts';
import { tellHold } from '../../runs/tell-hold.ts';
import { viewOf } from '../../runs/view.ts';
import { aboutRecord } from '../../target.ts';
import type { definition } from './definition.ts';

const resume: Handler<typeof definition> = async (input, context) => {
  const before = await readDeployment(context, input.deploymentId);
  if (before.state.name !== 'PAUSED' && before.command?.kind !== 'PAUSE') {
    await tellHold(context, before.id);
    throw new Conflict(`The deployment is ${before.state.name}: it is not paused.`);
  }
  const { command: _withdrawn, ...rest } = before;
  const at = new Date(context.clock.now()).toISOString();
  const state =
    before.state.name === 'PAUSED' ? transition(before.state, { type: 'resumed', at }) : before.state;
  const after = { ...rest, state };
  const answer = { deployment: viewOf(after) };
  await saveDeployment(context, before, after, { words: `Resumed by ${context.call.caller.arn}.`, answer });
  return answer;
};

export const handler = aboutRecord(
  carriedOut(resume, ({ deployment }, context) => tellHold(context, deployment.deploymentId)),
  targetOfDeployment,
);
