import type { CostMeter } from './cost-cap.ts';
import type { ScalingPolicy } from './policy.ts';
import type { Ahead } from './predictive.ts';
import type { Minute } from './reactive.ts';

/** What is asked for. */
export interface Wish {
  readonly action: 'auto' | 'scale-up' | 'scale-down';
  readonly targetInstances?: number;
  /** Passes minimum, maximum, cooldown and cost cap; a second person has approved it. */
  readonly forced: boolean;
}

/** How much there is, and within what limits AWS lets it be changed. */
export interface Capacity {
  /** In words: `shop-blue`. */
  readonly name: string;
  /** What is wanted of AWS now; undefined where nothing was ever set. */
  readonly units: number | undefined;
  /** What is ready. */
  readonly ready: number;
  /** What there has to be whatever anybody says: something that serves keeps one unit. */
  readonly least: number;
  /** Limits of Application Auto Scaling or of the group, where it has any. */
  readonly limits?: {
    /** As its owner set it. */
    readonly min: number;
    readonly max: number;
    /** Whether policies of AWS change it as well; then only the minimum under them is raised and lowered. */
    readonly owned: boolean;
    /** Whether somebody has suspended its scaling out or in. */
    readonly suspended: { readonly out: boolean; readonly in: boolean };
    /** The minimum that is set now: that of its owner, or one that was raised. */
    readonly floor: number;
  };
  /** Why it must not be changed now. */
  readonly obstacle?: Obstacle;
}

export type ObstacleCode =
  | 'DEPLOYMENT'
  | 'RUNBOOK'
  | 'EXPERIMENT'
  | 'UNSETTLED'
  | 'SPLIT'
  | 'CHANGE_UNDER_WAY';

export interface Obstacle {
  readonly code: ObstacleCode;
  readonly words: string;
}

/** A change that was made. */
export interface Made {
  /** Milliseconds. */
  readonly at: number;
  readonly direction: 'out' | 'in';
}

/** All that a decision goes by. */
export interface Facts {
  readonly now: number;
  readonly wish: Wish;
  readonly policy: ScalingPolicy | undefined;
  readonly capacity: Capacity;
  readonly minutes: readonly Minute[];
  readonly ahead?: Omit<Ahead, 'now'>;
  /** How long a unit needs until it is ready; milliseconds. */
  readonly leadMs: number;
  /** Changes of the last hour, of ours. */
  readonly made: readonly Made[];
  readonly meter?: CostMeter;
}
