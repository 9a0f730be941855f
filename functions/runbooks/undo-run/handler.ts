import { reasonOf } from '../../../core/runbook/failure.ts';
import type { StoredRun } from '../../../core/runbook/run.ts';
import { isOver, transition } from '../../../core/runbook/run-state.ts';
import { recordedBefore, withStepEvent } from '../../../core/runbook/step-state.ts';
import { type NextUndo, nextUndo } from '../../../core/runbook/undo.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { carryOutEnd, saveRunAnywhere } from '../ended.ts';
import { isoNow } from '../step/step-record.ts';
import { readRun, saveRun } from '../store.ts';
import { whyOf } from '../view.ts';
import type { definition } from './definition.ts';

type Last = Parameters<Handler<typeof definition>>[0]['last'];

/** Errors that the next attempt would meet too. */
const FINAL = ['NotFound', 'InvalidInput', 'Refused'];
/** Seconds until a step is tried again whose undoing failed in passing. */
const LATER_SECONDS = 30;

/** The record says what is left, so that it may be asked at any time and again. */
export const handler: Handler<typeof definition> = async ({ runId, last, since = '' }, context) => {
  const before = await readRun(context, runId);
  if (before.state.name !== 'UNDOING') return over(context, before);
  const run = await withFailed(context, before, last);
  if (run.state.name !== 'UNDOING') return over(context, run);
  // What begins late still has all of its time.
  const began = Date.parse(since || run.state.since);
  const next = nextUndo({ ...run, since: began }, context.clock.now());
  switch (next.next) {
    case 'undo':
      // What failed in passing is not hurried.
      return last?.error && last.step === next.step ? { next: 'again', seconds: LATER_SECONDS } : next;
    case 'again':
      return next;
    default:
      return over(context, await end(context, run, next));
  }
};

/** A step whose undoing will never succeed is told as it is, and the others are undone all the same. */
async function withFailed(context: Context, run: StoredRun, last: Last): Promise<StoredRun> {
  const { step, error } = last ?? {};
  if (step === undefined || !error || !FINAL.includes(error.Error ?? '')) return run;
  const known = run.steps.find(({ name }) => name === step);
  if (!known || known.state.name === 'NOT_UNDONE' || !recordedBefore(known.state)) return run;
  const why = reasonOf({ step, error }).words;
  const steps = withStepEvent(run.steps, step, { type: 'not-undone', at: isoNow(context), why });
  return saveRun(
    context,
    run,
    { ...run, steps },
    { words: `The step '${step}' could not be undone: ${why}` },
  );
}

async function end(
  context: Context,
  run: StoredRun,
  next: Extract<NextUndo, { next: 'done' | 'failed' }>,
): Promise<StoredRun> {
  const at = isoNow(context);
  if (next.next === 'done') {
    const state = transition(run.state, { type: 'undone', at });
    return saveRunAnywhere(context, run, { ...run, state }, { words: next.words });
  }
  const why = next.words;
  const steps = next.left.reduce(
    (known, step) => withStepEvent(known, step, { type: 'not-undone', at, why }),
    [...run.steps],
  );
  const state = transition(run.state, { type: 'not-undone', at, why });
  return saveRunAnywhere(context, run, { ...run, steps, state }, { words: why });
}

async function over(context: Context, run: StoredRun) {
  if (isOver(run.state)) await carryOutEnd(context, run);
  const lasting = run.steps.some(({ state }) => state.name === 'NOT_UNDONE');
  if (!lasting) return { next: 'done' as const };
  return { next: 'failed' as const, reason: { code: 'NOT_UNDONE', words: whyOf(run.state) ?? '' } };
}
