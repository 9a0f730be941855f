import { type DeploymentRecord, reasonOf } from '../../core/rollout/record.ts';
import type { Context } from '../context.ts';
import { putEvent } from '../put-event.ts';

export type DeploymentEventName =
  | 'DeploymentStarted'
  | 'DeploymentPromoted'
  | 'DeploymentFailed'
  | 'DeploymentHeld'
  | 'ApprovalRequested';

/** Tells subscribers of the product's bus; at least once, so they recognise a repeat by id and name. */
export async function publish(
  context: Context,
  name: DeploymentEventName,
  record: DeploymentRecord,
): Promise<void> {
  const { id, environment, service, pinned, previous, strategy, state, planHash, firstShiftAt } = record;
  await putEvent(context, name, {
    deploymentId: id,
    environment,
    service,
    version: pinned.label,
    ...(previous && { previousVersion: previous.label }),
    strategy,
    state: state.name,
    reason: reasonOf(state) ?? null,
    // When it came into this state for good, so that a repeat can be told from another end.
    at: 'at' in state ? state.at : null,
    planHash,
    ...(firstShiftAt !== undefined && { firstShiftAt }),
  });
}
