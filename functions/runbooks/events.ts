import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DependencyFailed } from '../../core/errors.ts';
import type { RunRecord } from '../../core/runbook/run.ts';
import type { Context } from '../context.ts';
import { whyOf } from './view.ts';

export type RunEventName = 'RunbookStarted' | 'RunbookApprovalRequested' | 'RunbookHeld' | 'RunbookEnded';

/** Tells subscribers of the product's bus; at least once, so they recognise a repeat by id, name and state. */
export async function publishRun(context: Context, name: RunEventName, run: RunRecord): Promise<void> {
  const { id, runbook, target, incidentId, state, planHash, requestedBy } = run;
  const Detail = JSON.stringify({
    runId: id,
    runbook,
    ...target,
    incidentId: incidentId ?? null,
    state: state.name,
    words: whyOf(state) ?? null,
    planHash,
    requestedBy,
  });
  const entry = { EventBusName: context.environment.bus, Source: 'operate', DetailType: name, Detail };
  const answer = await context.clients(EventBridgeClient).send(new PutEventsCommand({ Entries: [entry] }));
  if (answer.FailedEntryCount)
    throw new DependencyFailed(
      `EventBridge refused ${name}: ${answer.Entries?.[0]?.ErrorMessage ?? 'no reason given'}`,
    );
}
