import { Conflict } from '../../../core/errors.ts';
import { type Health, proveRecovery } from '../../../core/runbook/recovery.ts';
import type { RunRecord, RunState, StoredRun } from '../../../core/runbook/run.ts';
import { type RunEvent, transition } from '../../../core/runbook/run-state.ts';
import { withWaitsPassed } from '../../../core/runbook/step-state.ts';
import type { Context } from '../../context.ts';
import { readIncident } from '../../incidents/store.ts';
import type { Handler } from '../../operation.ts';
import { readService } from '../../services/store.ts';
import { carryOutEnd, saveRunAnywhere } from '../ended.ts';
import { healthFor, healthOfAlarms, signalsOf } from '../signals.ts';
import { isoNow } from '../step/step-record.ts';
import { readRun, saveRun } from '../store.ts';
import type { definition } from './definition.ts';

type Recovering = Extract<RunState, { name: 'RECOVERING' }>;

export const handler: Handler<typeof definition> = async ({ runId, recovery }, context) => {
  const before = await begun(context, await readRun(context, runId));
  if (before.state.name === 'SUCCEEDED') {
    await carryOutEnd(context, before);
    return { next: 'done' };
  }
  const state = recovering(before.state);
  const health = await readHealth(context, before);
  const proof = proveRecovery(state, recovery, { health, now: context.clock.now() });
  switch (proof.next) {
    case 'again':
      await note(context, before, proof.event);
      return { next: 'again', seconds: proof.seconds };
    case 'fail':
      return { next: 'fail', reason: { code: 'NOT_RECOVERED', words: proof.words } };
    case 'done': {
      const event = { type: 'recovered', at: isoNow(context), evidence: proof.words } as const;
      const after = { ...before, state: transition(state, event) };
      await carryOutEnd(context, await saveRunAnywhere(context, before, after, { words: proof.words }));
      return { next: 'done' };
    }
  }
};

/** The first look: all steps are behind the run. */
async function begun(context: Context, run: StoredRun): Promise<StoredRun> {
  if (run.state.name !== 'RUNNING') return run;
  const at = isoNow(context);
  const steps = withWaitsPassed(run.steps, run.steps.length, at);
  const after = { ...run, steps, state: transition(run.state, { type: 'steps-done', at }) };
  return saveRun(context, run, after, { words: 'All steps are done; the signals are watched.' });
}

function recovering(state: RunState): Recovering {
  if (state.name === 'RECOVERING') return state;
  throw new Conflict(`The run is ${state.name}: there is nothing to prove.`);
}

/** Only a look that says something else than the last one is written. */
async function note(
  context: Context,
  before: StoredRun,
  type: 'signals-well' | 'signals-bad',
): Promise<void> {
  const state = recovering(before.state);
  const isKnown = (type === 'signals-well') === (state.wellSince !== undefined);
  if (isKnown) return;
  const event: RunEvent = { type, at: isoNow(context) };
  const words = type === 'signals-well' ? 'All signals are well.' : 'A signal is not well any more.';
  await saveRun(context, before, { ...before, state: transition(state, event) }, { words });
}

async function readHealth(context: Context, run: RunRecord): Promise<Health> {
  const { incidentId, target } = run;
  if (incidentId !== undefined) {
    const incident = await readIncident(context, incidentId);
    if (incident.memberCount > 0) return healthFor(run, await signalsOf(context, incident));
  }
  const { alarms } = await readService(context, target.environment, target.service);
  return healthOfAlarms(context, alarms);
}
