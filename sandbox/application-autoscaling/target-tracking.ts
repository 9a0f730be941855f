/** Minutes of one kind in a row after which target tracking acts, as its own alarms do. */
export interface TrackingMinutes {
  readonly scaleOut: number;
  readonly scaleIn: number;
}

export const AWS_TRACKING_MINUTES: TrackingMinutes = { scaleOut: 3, scaleIn: 15 };

/** Scaling in waits until the metric is this much below its target. */
const SCALE_IN_MARGIN = 0.9;

/**
 * The capacity that target tracking wants: proportional to how far the metric is from its target. It grows after
 * a few minutes above the target, shrinks after many well below it, and does nothing on missing minutes.
 * @param minutes the metric of each minute, newest last; `undefined` where there was none
 */
export function wantedCapacity(
  capacity: number,
  target: number,
  minutes: readonly (number | undefined)[],
  needed: TrackingMinutes = AWS_TRACKING_MINUTES,
): number {
  const latest = minutes.at(-1);
  if (latest === undefined) return capacity;
  const all = (count: number, holds: (value: number) => boolean): boolean => {
    const last = minutes.slice(-count);
    return last.length === count && last.every((value) => value !== undefined && holds(value));
  };
  const proportional = Math.ceil((capacity * latest) / target);
  if (all(needed.scaleOut, (value) => value > target)) return Math.max(capacity, proportional);
  if (all(needed.scaleIn, (value) => value < target * SCALE_IN_MARGIN))
    return Math.min(capacity, proportional);
  return capacity;
}
