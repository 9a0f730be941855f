import type { RelatedChange } from '../../core/incident/record.ts';
import type { DeploymentRecord } from '../../core/rollout/record.ts';

/** A deployment that began longer ago than this is no longer suspected of anything. */
const SUSPECTED_FOR_MS = 24 * 3_600_000;
const NOTHING_CHANGED = ['REFUSED', 'AWAITING_APPROVAL', 'PENDING'];

/**
 * Deployments as changes that an incident may have to do with.
 * @param now milliseconds
 */
export function recentChanges(deployments: readonly DeploymentRecord[], now: number): RelatedChange[] {
  return deployments
    .filter(({ state }) => !NOTHING_CHANGED.includes(state.name))
    .map(({ id, kind, service, pinned, state, firstShiftAt, createdAt }) => ({
      kind: 'deployment' as const,
      id,
      service,
      at: firstShiftAt ?? createdAt,
      words: `${kind === 'rollback' ? 'Rollback' : 'Deployment'} of ${service} to ${pinned.label}, now ${state.name}.`,
    }))
    .filter(({ at }) => now - Date.parse(at) <= SUSPECTED_FOR_MS);
}
