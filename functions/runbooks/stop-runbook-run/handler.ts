import { Conflict } from '../../../core/errors.ts';
import type { RunState } from '../../../core/runbook/run.ts';
import { isOver } from '../../../core/runbook/run-state.ts';
import { carriedOut } from '../../carried-out.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { aboutRecord } from '../../target.ts';
import { stopRun } from '../execution.ts';
import { carryOutFailure, recordFailure } from '../fail.ts';
import { readRun } from '../store.ts';
import { targetOfRun } from '../target.ts';
import { viewOf, whyOf } from '../view.ts';
import type { definition } from './definition.ts';

const stop: Handler<typeof definition> = async (input, context) => {
  const before = await readRun(context, input.runId);
  // An earlier call may have got no further than its write.
  if (before.state.name === 'UNDOING') await carryOutStop(context, input.runId);
  refuseEnded(before.state);
  const by = context.call.caller.arn;
  const words = `Stopped by ${by}${input.reason ? `: ${input.reason}` : '.'}`;
  const after = await recordFailure(context, before, {
    reason: { code: 'STOPPED_BY_PERSON', words },
    by,
    answerOf: (run) => ({ run: viewOf(run) }),
  });
  return { run: viewOf(after) };
};

function refuseEnded(state: RunState): void {
  const say = (words: string) => new Conflict(`The run is ${state.name}: ${words}.`);
  if (state.name === 'UNDOING') throw say('it is being undone already');
  if (state.name === 'RESUMED') throw say(`the run ${state.as} went on from it; stop that one`);
  if (isOver(state)) throw say('it is over, and there is nothing to stop');
}

/** The execution first: a step of it that is about to begin finds the run stopped. */
async function carryOutStop(context: Context, runId: string): Promise<void> {
  const run = await readRun(context, runId);
  await stopRun(context, run, whyOf(run.state) ?? 'Stopped.');
  await carryOutFailure(context, run);
}

export const handler = aboutRecord(
  carriedOut(stop, ({ run }, context) => carryOutStop(context, run.runId)),
  targetOfRun,
);
