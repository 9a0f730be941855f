import type { DeploymentRecord } from '../../core/rollout/record.ts';

/** The lease outlives the deadman, so that it never ends before the run it protects. */
export const LEASE_MARGIN_MS = 3_600_000;

/** A restore, and what a machine needs between its steps. */
const MARGIN_SECONDS = 900;

/** Seconds that a deployment takes at most when nobody holds it. */
export function runSeconds({
  steps,
  healthCheckTimeoutSeconds,
}: Pick<DeploymentRecord, 'steps' | 'healthCheckTimeoutSeconds'>): number {
  const preparations = Math.max(1, steps.filter(({ capacity }) => capacity !== undefined).length);
  const bakes = steps.reduce((sum, { deadlineSeconds }) => sum + deadlineSeconds, 0);
  return bakes + preparations * healthCheckTimeoutSeconds + MARGIN_SECONDS;
}
