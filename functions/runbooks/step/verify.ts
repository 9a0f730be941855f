import { Conflict, isAwsError } from '../../../core/errors.ts';
import { afterLook } from '../../../core/runbook/verification.ts';
import type { Context } from '../../context.ts';
import { readRun } from '../store.ts';
import type { Looked, Looking } from './step-input.ts';
import { isoNow, jobOf, recordEvent, refuseUnlessRunning, stepOf } from './step-record.ts';
import type { ChangingTool, Seen } from './tool-work.ts';

/**
 * Looks whether the effect of a step is there. What cannot be read is not there.
 * @throws Conflict when the step was not done
 */
export async function look<Before, Result>(
  tool: ChangingTool<Before, Result>,
  context: Context,
  { runId, step, verify }: Looking,
): Promise<Looked> {
  const run = await readRun(context, runId);
  refuseUnlessRunning(run);
  const { state } = stepOf(run, step, tool.name);
  if (state.name === 'VERIFIED' || state.name === 'SKIPPED') return { next: 'next' };
  if (state.name !== 'DONE') throw new Conflict(`The step '${step}' is ${state.name}: it was not done.`);
  const job = await jobOf(context, run, step);
  const seen = await readable(() =>
    tool.effectSeen(context, job, state.before as Before, state.result as Result | null),
  );
  const facts = { doneAt: Date.parse(state.at), now: context.clock.now(), effect: seen.effect };
  const after = afterLook(verify, facts);
  if (after.next === 'again') return { next: 'again', seconds: Math.max(1, after.seconds) };
  if (after.next === 'fail') {
    const words = `${after.words} ${seen.words}`;
    return { next: 'fail', step, reason: { code: 'NOT_VERIFIED', words } };
  }
  await recordEvent(context, run, step, { type: 'verified', at: isoNow(context), evidence: seen.words });
  return { next: 'next' };
}

async function readable(seen: () => Promise<Seen>): Promise<Seen> {
  try {
    return await seen();
  } catch (error) {
    if (!isAwsError(error)) throw error;
    return { effect: 'no-data', words: `AWS answered ${error.name}: ${error.message}` };
  }
}
