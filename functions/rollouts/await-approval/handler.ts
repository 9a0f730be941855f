import { transition } from '../../../core/rollout/state.ts';
import type { Handler } from '../../operation.ts';
import { publish } from '../../runs/events.ts';
import { answerToken } from '../../runs/execution.ts';
import { readDeployment, saveDeployment, tokenItem } from '../../runs/store.ts';
import { isoNow } from '../job.ts';
import { waitForPerson } from '../wait-for-person.ts';
import type { definition } from './definition.ts';

/** An approval that came for the token of an earlier attempt, which nobody waits for any more, answers this one. */
export const handler: Handler<typeof definition> = async (input, context) => {
  const before = await readDeployment(context, input.deploymentId);
  if (before.approval.by !== undefined) {
    await answerToken(context, input.token, { next: 'prepare', step: 0 });
    return { next: 'done' };
  }
  const wait = await waitForPerson(context, before, input.timeoutSeconds);
  const at = isoNow(context);
  const state =
    before.state.name === 'AWAITING_APPROVAL'
      ? before.state
      : transition(before.state, { type: 'approval-requested', at, deadline: wait.deadline });
  const more = [tokenItem(context, before.id, { token: input.token, kind: 'approval' }), wait.lease];
  const words = `Waiting for approval of plan ${before.planHash.slice(0, 12)} by a second person.`;
  const record = await saveDeployment(
    context,
    before,
    { ...before, state, deadline: wait.deadline },
    { words, more },
  );
  await publish(context, 'ApprovalRequested', record);
  return { next: 'done' };
};
