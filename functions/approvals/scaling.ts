import { Conflict, Forbidden, InvalidInput } from '../../core/errors.ts';
import { samePerson } from '../../core/rollout/second-person.ts';
import type { Forced } from '../../core/scaling/change.ts';
import type { Context } from '../context.ts';
import { putEvent } from '../put-event.ts';
import { serviceOfRequest } from '../scaling/requests.ts';
import { readScaling, type StoredScaling, saveScaling } from '../scaling/store.ts';

async function waiting(context: Context, id: string): Promise<{ before: StoredScaling; forced: Forced }> {
  const before = await readScaling(context, await serviceOfRequest(context, id));
  const { forced } = before;
  if (forced?.id !== id) throw new Conflict(`The request ${id} is not waiting for approval any more.`);
  return { before, forced };
}

/** Approves that a change passes the limits. @throws Conflict, Forbidden or InvalidInput where this person may not */
export async function approveScaling(context: Context, id: string, planHash: string) {
  const { before, forced } = await waiting(context, id);
  const { arn } = context.call.caller;
  if (samePerson(forced.requestedBy, arn))
    throw new Forbidden('A second person must approve; you asked for this change.');
  if (Date.parse(forced.expiresAt) <= context.clock.now())
    throw new Conflict(`The request ${id} was good until ${forced.expiresAt}; ask for it again.`);
  if (forced.planHash !== planHash)
    throw new InvalidInput('The plan that waits is another one.', {
      violations: [
        {
          field: 'planHash',
          problem: 'is not the hash of the waiting plan',
          allowed: 'the planHash that scale_resources answered',
        },
      ],
    });
  if (forced.approvedBy !== undefined && forced.approvedBy !== arn)
    throw new Conflict(`${forced.approvedBy} has approved it already.`);
  const approved = { ...forced, approvedBy: arn };
  const answer = { scaling: shown(before, approved) };
  await saveScaling(
    context,
    before,
    { ...before, forced: approved },
    { words: `Approved by ${arn}: ${forced.words}`, answer },
  );
  return answer;
}

/** Has what was approved carried out; done again it is found to be done. */
export async function tellScaling(context: Context, scalingId: string): Promise<void> {
  const { environment, service } = await serviceOfRequest(context, scalingId);
  const { forced } = await readScaling(context, { environment, service });
  if (forced?.id !== scalingId || forced.approvedBy === undefined) return;
  await putEvent(context, 'ScalingApproved', { scalingId, environment, service });
}

/** @throws Conflict when it does not wait for an answer */
export async function rejectScaling(context: Context, id: string, reason: string) {
  const { before, forced } = await waiting(context, id);
  const { forced: _forced, ...after } = before;
  const answer = { scaling: shown(before, forced) };
  await saveScaling(context, before, after, {
    words: `Rejected by ${context.call.caller.arn}: ${reason}`,
    answer,
  });
  return answer;
}

function shown({ environment, service }: StoredScaling, { id, words, requestedBy, approvedBy }: Forced) {
  return {
    scalingId: id,
    environment,
    service,
    words,
    requestedBy,
    ...(approvedBy !== undefined && { approvedBy }),
  };
}
