import { Conflict, Internal } from '../../../core/errors.ts';
import { recordedBefore } from '../../../core/runbook/step-state.ts';
import type { Context } from '../../context.ts';
import { readRun } from '../store.ts';
import type { Undoing, Undone } from './step-input.ts';
import { isoNow, jobOf, recordEvent, stepOf } from './step-record.ts';
import type { ChangingTool } from './tool-work.ts';

/** Seconds between two looks at what was restored. */
const LOOK_SECONDS = 15;

/**
 * Restores what a step recorded before it acted, and records that once it is seen to be so. May be called again.
 * @throws Conflict when the run is not being undone
 */
export async function undo<Before, Result>(
  tool: ChangingTool<Before, Result>,
  context: Context,
  { runId, step }: Undoing,
): Promise<Undone> {
  const run = await readRun(context, runId);
  if (run.state.name !== 'UNDOING') throw new Conflict(`The run ${runId} is ${run.state.name}, not UNDOING.`);
  const { state } = stepOf(run, step, tool.name);
  if (state.name === 'UNDONE') return { state: 'UNDONE', words: state.evidence, seconds: 0 };
  if (state.name === 'NOT_UNDONE') return { state: 'NOT_UNDONE', words: state.why, seconds: 0 };
  const recorded = recordedBefore(state);
  if (!recorded)
    return { state: 'UNDONE', words: `The step is ${state.name}: it changed nothing.`, seconds: 0 };
  if (!tool.restore) throw new Internal(`${tool.name} cannot restore anything.`);
  const job = await jobOf(context, run, step);
  const result = 'result' in state ? (state.result as Result | null) : null;
  const restored = await tool.restore(context, job, recorded.before as Before, result);
  const { words } = restored;
  const at = isoNow(context);
  switch (restored.state) {
    case 'waiting':
      return { state: 'WAITING', words, seconds: LOOK_SECONDS };
    case 'impossible':
      await recordEvent(context, run, step, { type: 'not-undone', at, why: words });
      return { state: 'NOT_UNDONE', words, seconds: 0 };
    case 'restored':
      await recordEvent(context, run, step, { type: 'undone', at, evidence: words });
      return { state: 'UNDONE', words, seconds: 0 };
  }
}
