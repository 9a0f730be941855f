import { afterFailure, stepAfterFailure } from '../../core/runbook/failure.ts';
import type { RunReason } from '../../core/runbook/reason.ts';
import type { RunRecord, RunState, StoredRun } from '../../core/runbook/run.ts';
import { transition } from '../../core/runbook/run-state.ts';
import { withStepEvent } from '../../core/runbook/step-state.ts';
import type { Context } from '../context.ts';
import { carryOutEnd, saveRunAnywhere } from './ended.ts';
import { publishRun } from './events.ts';
import { startUndo } from './execution.ts';
import { tellPeople } from './people.ts';
import { moveDeadman } from './run-schedule.ts';
import type { SavingRun } from './store.ts';

/** Seconds for which a held run waits for a person; then it is undone. */
export const HOLD_SECONDS = 86_400;
/** Seconds after which an undoing is looked after: longer than one attempt at it may run. */
const UNDO_SECONDS = 4500;

export interface Failing {
  readonly reason: RunReason;
  /** The step that the failure happened in. */
  readonly step?: string;
  /** Who stops the run. */
  readonly by?: string;
  readonly answerOf?: (after: RunRecord) => unknown;
  readonly more?: SavingRun['more'];
}

/**
 * Writes what a failure leads to: the run is undone, held for a person, or over where nothing was changed.
 * `carryOutFailure` has to follow.
 * @throws Conflict when the run is over or being undone, RecordChanged when somebody else wrote first
 */
export async function recordFailure(
  context: Context,
  before: StoredRun,
  { reason, step, by, answerOf, more = [] }: Failing,
): Promise<StoredRun> {
  const now = context.clock.now();
  const failed = step === undefined ? before : withFailedStep(before, step, reason, now);
  const after = { ...failed, state: stateAfter(failed, reason, by, now) };
  const outcome = after.state.name === 'REFUSED' ? { outcome: 'Refused' } : {};
  const answer = answerOf ? { answer: answerOf(after) } : {};
  return saveRunAnywhere(context, before, after, { words: reason.words, ...outcome, ...answer, more });
}

function withFailedStep(run: StoredRun, step: string, reason: RunReason, now: number): StoredRun {
  const event = stepAfterFailure(run, step, reason, new Date(now).toISOString());
  return event ? { ...run, steps: withStepEvent(run.steps, step, event) } : run;
}

function stateAfter(run: StoredRun, reason: RunReason, by: string | undefined, now: number): RunState {
  const at = new Date(now).toISOString();
  const after = afterFailure(run, reason, by);
  switch (after.next) {
    case 'undo':
      return transition(run.state, { type: 'undo-begun', at, why: after.why, end: after.end });
    case 'hold': {
      const deadline = new Date(now + HOLD_SECONDS * 1000).toISOString();
      return transition(run.state, { type: 'held', at, why: after.why, deadline });
    }
    case 'end':
      return after.end.name === 'REFUSED'
        ? transition(run.state, { type: 'refused', at, why: after.why, code: reason.code })
        : transition(run.state, { type: 'ended', at, why: after.why, end: after.end });
  }
}

/** Sets going what follows from a failure, by what the run is now; of one that goes on it does nothing. */
export async function carryOutFailure(context: Context, run: RunRecord): Promise<void> {
  const { id, runbook, state } = run;
  if (state.name === 'UNDOING') {
    // What undoes comes before what looks after it: until it is moved the deadman of the run does that.
    await startUndo(context, id);
    await moveDeadman(context, id, context.clock.now() + UNDO_SECONDS * 1000);
    return;
  }
  if (state.name === 'HELD') {
    const words = `${state.why} It waits for a person until ${state.deadline}, and is undone then.`;
    const held = { type: 'run-finished', runId: id, runbook, outcome: 'HELD', words } as const;
    await tellPeople(context, run, 'held', held);
    await publishRun(context, 'RunbookHeld', run);
    await moveDeadman(context, id, Date.parse(state.deadline));
    return;
  }
  await carryOutEnd(context, run);
}
