import { Conflict } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { readRun } from '../store.ts';
import type { Doing, Done } from './step-input.ts';
import { isoNow, jobOf, recordEvent, refuseUnlessNext, refuseUnlessRunning, stepOf } from './step-record.ts';
import type { ReadingTool } from './tool-work.ts';

/**
 * Carries out a step that changes nothing, and keeps what it answered: a run that goes on later has it still.
 * @throws Conflict when its turn has not come
 */
export async function readOnce<Result>(
  tool: ReadingTool<Result>,
  context: Context,
  input: Doing,
): Promise<Done> {
  const run = await readRun(context, input.runId);
  refuseUnlessRunning(run);
  const { state } = stepOf(run, input.step, tool.name);
  if (state.name === 'DONE') return { result: state.result };
  if (state.name !== 'WAITING') throw new Conflict(`The step '${input.step}' is ${state.name}.`);
  refuseUnlessNext(run, input);
  const job = await jobOf(context, run, input.step);
  const result = await tool.read(context, job);
  await recordEvent(context, run, input.step, { type: 'done', at: isoNow(context), result });
  return { result };
}
