import type { RolloutLimits } from './records.ts';

/** How many tasks there are, of the primary deployment and of all older ones. */
export interface TaskCounts {
  readonly desired: number;
  /** Pending and running. */
  readonly primaryAlive: number;
  readonly primaryHealthy: number;
  readonly olderAlive: number;
  readonly olderHealthy: number;
}

export interface RollingStep {
  readonly start: number;
  readonly stopPrimary: number;
  /** Older tasks that serve nobody go at once, healthy ones as the minimum allows. */
  readonly stopOlderUnhealthy: number;
  readonly stopOlderHealthy: number;
}

/**
 * One step of a rolling update: never more than the maximum alive, never fewer than the minimum healthy by its
 * own doing. The maximum is rounded down, the minimum up, as ECS does it.
 */
export function rollingStep(
  counts: TaskCounts,
  limits: Pick<RolloutLimits, 'minimumHealthyPercent' | 'maximumPercent'>,
): RollingStep {
  const { desired, primaryAlive, primaryHealthy, olderAlive, olderHealthy } = counts;
  const most = Math.floor((desired * limits.maximumPercent) / 100);
  const least = Math.ceil((desired * limits.minimumHealthyPercent) / 100);
  const stopOlderUnhealthy = olderAlive - olderHealthy;
  const spare = Math.max(0, primaryHealthy + olderHealthy - least);
  const stopOlderHealthy = Math.min(olderHealthy, spare);
  const room = most - primaryAlive - olderAlive;
  return {
    start: Math.max(0, Math.min(desired - primaryAlive, room)),
    stopPrimary: Math.max(0, primaryAlive - desired),
    stopOlderUnhealthy,
    stopOlderHealthy,
  };
}
