import type { Capacity, Facts } from './facts.ts';

/** What is set in AWS; what is absent stays as it is. */
export interface Setting {
  readonly units?: number;
  /** Minimum and maximum of Application Auto Scaling, or of the group. */
  readonly floor?: number;
  readonly max?: number;
}

/**
 * How many units become what is set. Where policies of AWS choose the capacity as well, the minimum under them is raised
 * with it, and let down again when it is not needed: what comes of that is theirs to say.
 * @returns undefined where nothing is left to set
 */
export function settingOf(
  { capacity: { limits }, wish }: Facts,
  to: number,
  from: number,
  isAutomatic: boolean,
): Setting | undefined {
  if (!limits) return { units: to };
  // Limits that a forced change passes have to move, or AWS sets the capacity back at once.
  if (wish.forced && (to > limits.max || to < limits.floor))
    return { units: to, ...(to < limits.floor && { floor: to }), ...(to > limits.max && { max: to }) };
  if (!limits.owned) return { units: to };
  if (to > from) return { units: to, ...(to !== limits.floor && { floor: Math.max(to, limits.floor) }) };
  const floor = Math.max(limits.min, to);
  const lowers = limits.floor > floor;
  if (isAutomatic) return lowers ? { floor } : undefined;
  return { units: to, ...(lowers && { floor }) };
}

/** Whether AWS has what was set. */
export function isSet({ units, limits }: Capacity, setting: Setting): boolean {
  return (
    (setting.units === undefined || units === setting.units) &&
    (setting.floor === undefined || limits?.floor === setting.floor) &&
    (setting.max === undefined || limits?.max === setting.max)
  );
}

/** What there was of it before: what an undo sets. */
export function undoOf({ units, limits }: Capacity, setting: Setting): Setting {
  return {
    ...(setting.units !== undefined && units !== undefined && { units }),
    ...(setting.floor !== undefined && limits && { floor: limits.floor }),
    ...(setting.max !== undefined && limits && { max: limits.max }),
  };
}

/** A minimum that was raised, and what its owner had set. */
export interface RaisedMinimum {
  readonly raisedTo: number;
  readonly owners: number;
}

/** The minimum that the owner of the limits means: what was raised is not theirs, and what they set since is. */
export function ownersMinimum(present: number, raised: RaisedMinimum | undefined): number {
  return raised && raised.raisedTo === present ? raised.owners : present;
}
