import { NotFound } from '../../../core/errors.ts';
import { afterFailure, reasonOf } from '../../../core/runbook/failure.ts';
import type { RunReason } from '../../../core/runbook/reason.ts';
import type { StoredRun } from '../../../core/runbook/run.ts';
import { isOver, transition } from '../../../core/runbook/run-state.ts';
import { withStepEvent } from '../../../core/runbook/step-state.ts';
import { undoOrder } from '../../../core/runbook/undo.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { carryOutEnd, saveRunAnywhere } from '../ended.ts';
import { startUndo, undoRuns } from '../execution.ts';
import { carryOutFailure, recordFailure } from '../fail.ts';
import { readRun } from '../store.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

/** After this many attempts at undoing that died, a person has to look. */
const ATTEMPTS = 5;

/**
 * Idempotent: events come more than once and late. A run that was never written down, is over or is held is left alone,
 * but for what follows from that; one that is being undone is seen to go on being undone.
 */
export const handler: Handler<typeof definition> = async (input, context) => {
  const [id = '', attempt = '1'] = 'undoExecution' in input ? input.undoExecution.split('.') : [input.runId];
  const run = await findRun(context, id);
  if (!run) return {};
  if ('undoExecution' in input) return afterAttempt(context, run, Number(attempt) + 1);
  const reason = reasonFor(input, run);
  const over = 'cause' in input && input.cause === 'DEADLINE_PASSED';
  // By the deadline an attempt may have died without anybody having been told.
  if (run.state.name === 'UNDOING' && over) return afterAttempt(context, run, 1);
  if (isOver(run.state) || run.state.name === 'UNDOING' || isHeld(run, context.clock.now())) {
    await carryOutFailure(context, run);
    return { reason };
  }
  const step = stepOf(input, run, reason);
  const failing = { reason, ...(step !== undefined && { step }) };
  await carryOutFailure(context, await recordFailure(context, run, failing));
  return { reason };
};

/** A schedule strikes at a full second, so up to so long before the moment that it was made for. */
const SECOND_MS = 1000;

/** Whether people still have time for a run; a deadman that nobody came round to moving strikes before that is over. */
function isHeld({ state }: StoredRun, now: number): boolean {
  return state.name === 'HELD' && now <= Date.parse(state.deadline) - SECOND_MS;
}

async function findRun(context: Context, id: string): Promise<StoredRun | undefined> {
  try {
    return await readRun(context, id);
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

function reasonFor(input: Exclude<Input, { undoExecution: string }>, run: StoredRun): RunReason {
  if ('failure' in input) return reasonOf(input.failure);
  if (run.state.name === 'HELD')
    return { code: 'HELD_TOO_LONG', words: `Nobody resumed or stopped the run by ${run.state.deadline}.` };
  if (input.cause === 'EXECUTION_ENDED')
    return { code: 'EXECUTION_ENDED', words: 'The machine of the run ended before the run did.' };
  if (run.state.name === 'PENDING')
    return { code: 'NEVER_STARTED', words: 'The machine of the run never started; nothing was changed.' };
  return { code: 'DEADLINE_PASSED', words: `The run was not over by ${run.deadline}.` };
}

/**
 * The step that failed. Of an execution that died it is the one that was begun, where the run is held; where it is undone
 * the step stays begun, so that undoing waits for a call that may still be under way.
 */
function stepOf(input: Input, run: StoredRun, reason: RunReason): string | undefined {
  if ('failure' in input) return input.failure.step;
  if (afterFailure(run, reason).next !== 'hold') return undefined;
  return run.steps.find(({ state }) => state.name === 'BEGUN')?.name;
}

/** Sees to it that the first attempt from `from` on runs that has not ended yet: two must not run side by side. */
async function afterAttempt(context: Context, run: StoredRun, from: number) {
  if (run.state.name !== 'UNDOING') {
    await carryOutEnd(context, run);
    return {};
  }
  for (let attempt = from; attempt <= ATTEMPTS; attempt++) {
    const begun = await startUndo(context, run.id, attempt);
    if (begun || (await undoRuns(context, run.id, attempt))) return {};
  }
  const words = `The undoing died ${ATTEMPTS} times; a person has to look.`;
  const at = new Date(context.clock.now()).toISOString();
  const steps = undoOrder(run).reduce(
    (known, { name }) => withStepEvent(known, name, { type: 'not-undone', at, why: words }),
    [...run.steps],
  );
  const after = { ...run, steps, state: transition(run.state, { type: 'not-undone', at, why: words }) };
  await carryOutEnd(context, await saveRunAnywhere(context, run, after, { words }));
  return {};
}
