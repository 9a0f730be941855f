import { digest } from '../../core/canonical.ts';
import { InvalidInput } from '../../core/errors.ts';
import type { Forced } from '../../core/scaling/change.ts';
import type { Context } from '../context.ts';
import { type Answer, answerOf } from './answer.ts';
import { findRequest, pointer } from './requests.ts';
import { type Asked, carryOut, type Decided, decideFor, scale } from './scale.ts';
import { readScaling, saveScaling } from './store.ts';

const APPROVED_WITHIN_MS = 3_600_000;

/** The plan that is approved: from what to what, of which resource, and what is set in AWS for it. */
function planOf({ subject: { record }, gathered, decision }: Decided): string {
  const { environment, service } = record;
  const { from, to, setting } = decision;
  return digest({ environment, service, resource: gathered.facts.capacity.name, from, to, setting });
}

/**
 * Asks for a change that minimum, maximum, cooldown or cost cap forbid: a second person has to approve exactly it. What
 * they allow needs nobody's approval and is done at once; what keeps two changes apart is passed by nobody.
 * @throws InvalidInput without a number
 */
export async function force(context: Context, asked: Asked): Promise<Answer> {
  const { targetInstances, action } = asked.wish;
  if (targetInstances === undefined)
    throw new InvalidInput('What is forced has to be a number that somebody can approve.', {
      violations: [
        { field: 'targetInstances', problem: 'is missing', allowed: 'the number of units that is forced' },
      ],
    });
  const record = await readScaling(context, asked);
  const within = await decideFor(context, record, asked);
  if (within.decision.setting?.units === targetInstances || within.gathered.facts.capacity.obstacle)
    return scale(context, asked);
  const decided = await decideFor(context, record, { wish: { ...asked.wish, forced: true } });
  const { setting, words, from, to } = decided.decision;
  if (!setting) return scale(context, asked);
  const planHash = planOf(decided);
  const why = `${words} It passes the limits: ${within.decision.words}`;
  const waiting = { ...decided, decision: { ...decided.decision, words: why } };
  const answer: Answer = { ...answerOf(asked, waiting), verdict: 'AWAITING_APPROVAL', planHash };
  if (asked.dryRun) return answer;
  const now = context.clock.now();
  const known =
    record.forced?.planHash === planHash && Date.parse(record.forced.expiresAt) > now
      ? record.forced
      : undefined;
  if (known) return { ...answer, scalingId: known.id };
  const forced: Forced = {
    id: context.ids.next('scl', now),
    wish: { action, targetInstances },
    words: why,
    planHash,
    requestedBy: context.call.caller.arn,
    at: new Date(now).toISOString(),
    expiresAt: new Date(now + APPROVED_WITHIN_MS).toISOString(),
  };
  const asking = { ...answer, scalingId: forced.id };
  const sentence = `Asks to force ${decided.gathered.facts.capacity.name} from ${from} to ${to}.`;
  await saveScaling(
    context,
    record,
    { ...record, forced },
    { words: sentence, more: [pointer(context, forced.id, record)], answer: asking },
  );
  return asking;
}

/**
 * Does what was approved, provided that it is still the plan that was approved.
 * @returns undefined where nothing is left to do
 */
export async function carryOutForced(context: Context, id: string): Promise<Answer | undefined> {
  const found = await findRequest(context, id);
  if (!found) return undefined;
  const { environment, service } = found;
  const record = await readScaling(context, { environment, service });
  const { forced } = record;
  if (forced?.id !== id || forced.approvedBy === undefined) return undefined;
  const asked: Asked = {
    environment,
    service,
    wish: { ...forced.wish, forced: true },
    dryRun: false,
    forcedBy: forced.approvedBy,
  };
  const decided = await decideFor(context, record, asked);
  const isLate = Date.parse(forced.expiresAt) <= context.clock.now();
  if (isLate || !decided.decision.setting || planOf(decided) !== forced.planHash) {
    const why = isLate ? 'it was approved too late' : `it is another plan by now: ${decided.decision.words}`;
    const { forced: _forced, ...after } = record;
    await saveScaling(context, record, after, { words: `Did not force ${service}: ${why}` });
    return { ...answerOf(asked, decided), verdict: 'NOTHING', words: `Nothing was forced: ${why}` };
  }
  return carryOut(context, asked, decided);
}
