/** Which kinds of scaling are paused. */
export interface Suspension {
  readonly DynamicScalingInSuspended: boolean;
  readonly DynamicScalingOutSuspended: boolean;
  readonly ScheduledScalingSuspended: boolean;
}

export interface ScalableTargetRecord {
  readonly arn: string;
  readonly resourceId: string;
  readonly createdAt: number;
  minCapacity: number;
  maxCapacity: number;
  suspended: Suspension;
}

export type TrackedMetric = 'ECSServiceAverageCPUUtilization' | 'ALBRequestCountPerTarget';

/** A target-tracking policy and what it has seen. */
export interface PolicyRecord {
  readonly arn: string;
  readonly name: string;
  readonly resourceId: string;
  readonly createdAt: number;
  readonly metric: TrackedMetric;
  readonly targetValue: number;
  readonly scaleOutCooldownSeconds: number;
  readonly scaleInCooldownSeconds: number;
  /** The metric of the last minutes, newest last. */
  minutes: (number | undefined)[];
  /** When it last changed the capacity. */
  actedAt: number;
}
