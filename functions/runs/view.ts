import type { z } from 'zod';
import { type DeploymentRecord, reasonOf } from '../../core/rollout/record.ts';
import type { DeploymentState } from '../../core/rollout/state.ts';
import type { PinnedVersion } from '../../core/services/service.ts';
import type { deployment } from './answer.ts';

/** A record as callers see it. */
export function viewOf(record: DeploymentRecord): z.input<typeof deployment> {
  const { id, environment, service, kind, pinned, previous, strategy, state, weights, lastVerdict } = record;
  const reason = reasonOf(state);
  const step = stepOf(state);
  return {
    deploymentId: id,
    environment,
    service,
    kind,
    version: pinned.label,
    pinned: pinnedName(pinned),
    ...(previous && { previousVersion: previous.label }),
    strategy,
    state: state.name,
    ...(reason && { reason: { ...reason } }),
    ...(step !== undefined && { step }),
    steps: record.steps.map((planned) => ({ ...planned })),
    ...(weights && { weights: { ...weights } }),
    looks: record.looks,
    ...(lastVerdict && { lastVerdict: { ...lastVerdict } }),
    planHash: record.planHash,
    requestedBy: record.requestedBy,
    ...(record.onBehalfOf !== undefined && { onBehalfOf: record.onBehalfOf }),
    ...(record.approval.by && { approvedBy: record.approval.by }),
    createdAt: record.createdAt,
    deadline: record.deadline,
  };
}

/** The immutable thing that a version stands for. */
export function pinnedName(pinned: PinnedVersion): string {
  switch (pinned.kind) {
    case 'image':
      return pinned.image;
    case 'task-definition':
      return pinned.taskDefinition;
    case 'lambda-version':
      return pinned.version;
  }
}

function stepOf(state: DeploymentState): number | undefined {
  if (state.name === 'PAUSED') return state.from.step;
  return state.name === 'PREPARING' || state.name === 'BAKING' ? state.step : undefined;
}
