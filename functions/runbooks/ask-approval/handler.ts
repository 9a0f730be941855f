import { isAnswered } from '../../../core/runbook/approval.ts';
import type { RunRecord, StoredRun } from '../../../core/runbook/run.ts';
import { transition } from '../../../core/runbook/run-state.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { answerToken } from '../../runs/execution.ts';
import { publishRun } from '../events.ts';
import { tellPeople } from '../people.ts';
import { readRun, saveRun, tokenItem } from '../store.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

/** An answer that came for the token of an earlier attempt, which nobody waits for any more, answers this one. */
export const handler: Handler<typeof definition> = async (input, context) => {
  const before = await readRun(context, input.runId);
  if (isAnswered(before, input.step)) {
    await answerToken(context, input.token, {});
    return { asked: false };
  }
  const run = await ask(context, before, input);
  await tell(context, run, input);
  await publishRun(context, 'RunbookApprovalRequested', run);
  return { asked: true };
};

function ask(context: Context, before: StoredRun, input: Input): Promise<StoredRun> {
  const { token, step, timeoutSeconds } = input;
  const now = context.clock.now();
  const at = new Date(now).toISOString();
  const deadline = new Date(now + timeoutSeconds * 1000).toISOString();
  const of = step === undefined ? {} : { step };
  // Asked again, it still has to be answered by the time that was told first.
  const waits = before.state.name === 'AWAITING_APPROVAL' && before.state.step === step;
  const state = waits
    ? before.state
    : transition(before.state, { type: 'approval-requested', at, deadline, ...of });
  const words = input.action ?? `Waiting for approval of plan ${before.planHash.slice(0, 12)}.`;
  return saveRun(
    context,
    before,
    { ...before, state },
    { words, more: [tokenItem(context, before.id, { token, ...of })] },
  );
}

async function tell(context: Context, run: RunRecord, { step, action, reminder }: Input): Promise<void> {
  if (run.state.name !== 'AWAITING_APPROVAL') return;
  const { id: runId, runbook, plan, approvals, approvalsNeeded } = run;
  const question = step === undefined ? [] : [`${step}: ${action ?? ''}`];
  await tellPeople(context, run, `approval/${step ?? 'plan'}/${reminder}`, {
    type: 'approval-wanted',
    runId,
    runbook,
    plan: [...question, ...plan.map(({ name, words }) => `${name}: ${words}`)],
    approvalsNeeded: step === undefined ? Math.max(1, approvalsNeeded - approvals.length) : 1,
    deadline: run.state.deadline,
  });
}
