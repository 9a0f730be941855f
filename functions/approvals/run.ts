import { Conflict } from '../../core/errors.ts';
import { approve } from '../../core/runbook/approval.ts';
import type { Context } from '../context.ts';
import { carryOutFailure, recordFailure } from '../runbooks/fail.ts';
import { afterAnswer, tellRejection } from '../runbooks/person-answer.ts';
import { readRun, saveRun } from '../runbooks/store.ts';
import { viewOf, whyOf } from '../runbooks/view.ts';

/** Approves the plan of a run, or answers the question of its step. Throws as `approve` of core does. */
export async function approveRun(context: Context, runId: string, planHash: string) {
  const before = await readRun(context, runId);
  const { arn } = context.call.caller;
  const now = context.clock.now();
  const { head } = before;
  const approved = { ...approve(before, arn, planHash, now), head };
  const after = afterAnswer(approved, arn, new Date(now).toISOString());
  const answer = { run: viewOf(after) };
  await saveRun(context, before, after, { words: `Approved by ${arn}.`, answer });
  return answer;
}

/** @throws Conflict when the run does not wait for an answer */
export async function rejectRun(context: Context, runId: string, reason: string) {
  const before = await readRun(context, runId);
  if (before.state.name !== 'AWAITING_APPROVAL')
    throw new Conflict(`The run is ${before.state.name}: it is not waiting for approval.`);
  const words = `Rejected by ${context.call.caller.arn}: ${reason}`;
  const { step } = before.state;
  const after = await recordFailure(context, before, {
    reason: { code: 'REJECTED', words },
    ...(step !== undefined && { step }),
    answerOf: (run) => ({ run: viewOf(run) }),
  });
  return { run: viewOf(after) };
}

/** What follows from a rejection; may be done again. */
export async function carryOutRejection(context: Context, runId: string): Promise<void> {
  const run = await readRun(context, runId);
  await tellRejection(context, run, whyOf(run.state) ?? 'Rejected.');
  await carryOutFailure(context, run);
}
