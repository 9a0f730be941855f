import type { Window } from '../freeze/freeze.ts';

/** What is scaled for a service. */
export type ScaledResource =
  /** Tasks of the side of an ECS pair that serves. */
  | { readonly type: 'ecs-service' }
  /** Execution environments that an alias keeps ready. */
  | { readonly type: 'provisioned-concurrency' }
  /** How many executions a function may have at once. */
  | { readonly type: 'reserved-concurrency' }
  /** Instances of a group by its name. */
  | { readonly type: 'auto-scaling-group'; readonly group: string };

/**
 * What a decision goes by: use of a unit in percent (`cpu`, `memory`, `concurrency`), or `requests` a minute that one
 * unit serves.
 */
export type ScalingMetric = 'cpu' | 'memory' | 'concurrency' | 'requests';

/** Units that have to be there in a stretch of time, whatever is measured. */
export interface ScheduledFloor {
  readonly window: Window;
  readonly min: number;
}

/** How a service is scaled. A unit is a task, a concurrent execution or an instance. */
export interface ScalingPolicy {
  readonly resource: ScaledResource;
  readonly metric: ScalingMetric;
  /** What the metric is to be. */
  readonly target: number;
  readonly min: number;
  readonly max: number;
  readonly cooldownSeconds: { readonly out: number; readonly in: number };
  /** `scale` acts on the forecast where its gate is open; `show` only says what it would do. */
  readonly predictive: 'off' | 'show' | 'scale';
  readonly schedules: readonly ScheduledFloor[];
  /** Dollars of all units a day, and of one unit an hour; none without a cap. */
  readonly cost?: { readonly dollarsADay: number; readonly unitDollarsAnHour: number };
  /** Whether it is looked at by schedule. */
  readonly automatic: boolean;
}

/** Starting values; seconds. */
export const COOLDOWN_SECONDS = { out: 60, in: 300 } as const;

/** What a unit may be used at most, in percent; a metric without such an end has none. */
export function fullUse(metric: ScalingMetric): number | undefined {
  return metric === 'cpu' || metric === 'memory' ? 100 : undefined;
}
