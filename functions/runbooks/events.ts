import type { RunRecord } from '../../core/runbook/run.ts';
import type { Context } from '../context.ts';
import { putEvent } from '../put-event.ts';
import { whyOf } from './view.ts';

export type RunEventName = 'RunbookStarted' | 'RunbookApprovalRequested' | 'RunbookHeld' | 'RunbookEnded';

/** Tells subscribers of the product's bus; at least once, so they recognise a repeat by id, name and state. */
export async function publishRun(context: Context, name: RunEventName, run: RunRecord): Promise<void> {
  const { id, runbook, target, incidentId, state, planHash, requestedBy } = run;
  await putEvent(context, name, {
    runId: id,
    runbook,
    ...target,
    incidentId: incidentId ?? null,
    state: state.name,
    words: whyOf(state) ?? null,
    planHash,
    requestedBy,
  });
}
