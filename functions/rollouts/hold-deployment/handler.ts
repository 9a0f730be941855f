import { Conflict } from '../../../core/errors.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import { type DeploymentState, transition } from '../../../core/rollout/state.ts';
import type { Handler } from '../../operation.ts';
import { publish } from '../../runs/events.ts';
import { answerToken } from '../../runs/execution.ts';
import { readDeployment, saveDeployment, tokenItem } from '../../runs/store.ts';
import { isoNow } from '../job.ts';
import { waitForPerson } from '../wait-for-person.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

/**
 * Stores the token on the condition that no decision has come yet; one that has come answers it at once, also where
 * it answered the token of an earlier attempt, which nobody waits for any more.
 */
export const handler: Handler<typeof definition> = async (input, context) => {
  const before = await readDeployment(context, input.deploymentId);
  if (before.state.name !== 'PREPARING' && before.state.name !== 'BAKING' && before.state.name !== 'PAUSED')
    throw new Conflict(`Deployment ${before.id} is ${before.state.name}: there is nothing to hold.`);
  const next = before.state.name === 'PREPARING' ? 'prepare' : 'look';
  if (decided(before, input)) {
    await answerToken(context, input.token, { next, step: input.step, seconds: 0 });
    return { next: 'done' };
  }
  const wait = await waitForPerson(context, before, input.timeoutSeconds);
  const { command: _followed, ...rest } = before;
  const { reason } = input;
  const state =
    before.state.name === 'PAUSED'
      ? before.state
      : transition(before.state, { type: 'held', at: isoNow(context), deadline: wait.deadline, reason });
  const more = [tokenItem(context, before.id, { token: input.token, kind: 'pause' }), wait.lease];
  const record = await saveDeployment(
    context,
    before,
    { ...rest, state, deadline: wait.deadline },
    { words: `Held: ${reason.words}`, more },
  );
  await publish(context, 'DeploymentHeld', record);
  return { next: 'done' };
};

/** Whether a decision came before the token: a promotion, a resume, or a pause that was taken back. */
function decided({ command, state }: StoredDeployment, { reason, enteredAt }: Input): boolean {
  const takenBack = reason.code === 'PAUSED_BY_PERSON' && command === undefined && state.name !== 'PAUSED';
  return command?.kind === 'PROMOTE' || takenBack || resumedSince(state, enteredAt);
}

function resumedSince(state: DeploymentState, enteredAt: string): boolean {
  if (state.name !== 'PREPARING' && state.name !== 'BAKING') return false;
  return state.resumedAt !== undefined && Date.parse(state.resumedAt) > Date.parse(enteredAt);
}
