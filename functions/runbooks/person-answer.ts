import { isAnswered } from '../../core/runbook/approval.ts';
import type { RunRecord, StoredRun } from '../../core/runbook/run.ts';
import { transition } from '../../core/runbook/run-state.ts';
import { withStepEvent } from '../../core/runbook/step-state.ts';
import type { Context } from '../context.ts';
import { answerToken } from '../runs/execution.ts';
import { rejectToken } from './execution.ts';
import { readRun, readToken } from './store.ts';

/**
 * The run after the answer to the question of a step: it goes on. One whose plan was approved goes on when its machine
 * has asked once more whether it may.
 */
export function afterAnswer(run: StoredRun, by: string, at: string): StoredRun {
  if (run.state.name !== 'AWAITING_APPROVAL' || run.state.step === undefined) return run;
  const steps = withStepEvent(run.steps, run.state.step, { type: 'done', at, result: { by } });
  return { ...run, steps, state: transition(run.state, { type: 'begun', at }) };
}

/** Lets the machine of a run go on that has its answer. Idempotent: the call that wrote it may have got no further. */
export async function tellAnswer(context: Context, runId: string): Promise<void> {
  // The token first: one that a later question has put in its place would be answered by the answer to this one.
  const waiting = await readToken(context, runId);
  if (!waiting) return;
  const run = await readRun(context, runId);
  if (isAnswered(run, waiting.step)) await answerToken(context, waiting.token, {});
}

/** Lets the machine of a run end that a person has rejected. Idempotent. */
export async function tellRejection(context: Context, run: RunRecord, words: string): Promise<void> {
  const waiting = await readToken(context, run.id);
  if (waiting) await rejectToken(context, waiting.token, words);
}
