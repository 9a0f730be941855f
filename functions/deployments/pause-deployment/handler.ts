import { Conflict } from '../../../core/errors.ts';
import type { Handler } from '../../operation.ts';
import { readDeployment, saveDeployment } from '../../runs/store.ts';
import { targetOfDeployment } from '../../runs/target.ts';
import { viewOf } from '../../runs/view.ts';
import { aboutRecord } from '../../target.ts';
import type { definition } from './definition.ts';

const pause: Handler<typeof definition> = async (input, context) => {
  const before = await readDeployment(context, input.deploymentId);
  const { state } = before;
  if (state.name !== 'PENDING' && state.name !== 'PREPARING' && state.name !== 'BAKING')
    throw new Conflict(`The deployment is ${state.name}: only a running one can be paused.`);
  if (before.command) throw new Conflict(`A ${before.command.kind} by ${before.command.by} came first.`);
  const at = new Date(context.clock.now()).toISOString();
  const command = { kind: 'PAUSE', by: context.call.caller.arn, at } as const;
  const why = input.reason ? `: ${input.reason}` : '.';
  const after = { ...before, command };
  const answer = { deployment: viewOf(after) };
  await saveDeployment(context, before, after, { words: `Pause asked for${why}`, answer });
  return answer;
};

export const handler = aboutRecord(pause, targetOfDeployment);
