import type { Minute } from '../reactive.ts';

/** What a policy sees when it decides. */
export interface View {
  /** Milliseconds. */
  readonly now: number;
  /** Use of a unit in percent, as far as it was published by then; oldest first. */
  readonly minutes: readonly Minute[];
  /** Units that are wanted, and those that are ready. */
  readonly units: number;
  readonly ready: number;
}

/** A policy, asked once a minute: how many units are to be there. It may remember. */
export interface Scaler {
  readonly name: string;
  decide(view: View): number;
}

/** What every policy of a comparison is given. */
export interface Limits {
  /** Use of a unit in percent that is aimed at. */
  readonly target: number;
  readonly min: number;
  readonly max: number;
}

export function within({ min, max }: Limits, units: number): number {
  return Math.min(max, Math.max(min, units));
}
