import { Conflict, Forbidden, InvalidInput } from '../../../core/errors.ts';
import type { RunRecord, StoredRun } from '../../../core/runbook/run.ts';
import type { Bench } from '../bench.ts';
import type { Deed, Journey } from './journey.ts';

/** Longer than any fault lasts. */
const ATTEMPTS = 40;
const PAUSE_MS = 10_000;
/** A person does not let go on what was broken a moment ago. */
const LOOK_INTO_MS = 360_000;

/** What people do about a run as they see it; nothing while it goes on by itself. */
export function deedFor({ decide }: Journey, run: StoredRun): Deed | undefined {
  const decided = decide?.(run);
  if (decided !== undefined) return decided === 'nothing' ? undefined : decided;
  if (run.state.name === 'HELD') return 'resume';
  return run.state.name === 'AWAITING_APPROVAL' ? 'approve' : undefined;
}

/**
 * Does it, as a program of a person's does: the same request again, under the same key, until it is answered.
 * @param happened whether a step that is in doubt has had its effect: what a person finds out by looking
 */
export async function doIt(bench: Bench, deed: Deed, run: StoredRun, happened: boolean): Promise<void> {
  const { id: runId, planHash, state } = run;
  const step = state.name === 'AWAITING_APPROVAL' ? (state.step ?? 'plan') : 'run';
  const key = (who: string) => ({ idempotencyKey: `${deed}:${runId}:${step}:${who}` });
  const operator = bench.as('operator');
  switch (deed) {
    case 'approve':
      for (const who of ['approver', 'admin'])
        await insist(bench, () => bench.as(who).approve({ runId, planHash }, key(who)));
      return;
    case 'reject':
      return insist(bench, () =>
        bench.as('approver').reject({ runId, reason: 'not today' }, key('approver')),
      );
    case 'stop':
      return insist(bench, () => operator.stop_runbook_run({ runId, reason: 'enough' }, key('operator')));
    case 'resume':
      await bench.clock.advanceBy(LOOK_INTO_MS);
      return insist(bench, () =>
        operator.resume_runbook_run({ runId, ...doubtOf(run, happened) }, key('operator')),
      );
  }
}

function doubtOf({ steps }: RunRecord, happened: boolean) {
  const doubtful = steps.some(({ state }) => state.name === 'IN_DOUBT');
  return doubtful ? { doubt: happened ? ('happened' as const) : ('did-not-happen' as const) } : {};
}

/** @throws what the last attempt met */
export async function insist<T>({ clock }: Bench, act: () => Promise<T>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await act();
      return;
    } catch (error) {
      // It has gone on meanwhile.
      if ([Conflict, Forbidden, InvalidInput].some((kind) => error instanceof kind)) return;
      if (attempt === ATTEMPTS) throw error;
      await clock.advanceBy(PAUSE_MS);
    }
  }
}
