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

const promote: Handler<typeof definition> = async (input, context) => {
  const before = await readDeployment(context, input.deploymentId);
  const { state } = before;
  const held = state.name === 'PAUSED' ? state.from : undefined;
  if ((held ?? state).name !== 'BAKING')
    throw new Conflict(
      `The deployment is ${state.name}: it can be promoted once its health is proved and traffic flows.`,
    );
  const at = new Date(context.clock.now()).toISOString();
  const command = { kind: 'PROMOTE', by: context.call.caller.arn, at } as const;
  const why = input.reason ? `: ${input.reason}` : '.';
  const after = { ...before, command, state: held ? transition(state, { type: 'resumed', at }) : state };
  const answer = { deployment: viewOf(after) };
  await saveDeployment(context, before, after, { words: `Promotion asked for${why}`, answer });
  return answer;
};

export const handler = aboutRecord(
  carriedOut(promote, ({ deployment }, context) => tellHold(context, deployment.deploymentId)),
  targetOfDeployment,
);
