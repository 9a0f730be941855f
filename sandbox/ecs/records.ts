import type {
  DeploymentConfiguration,
  LoadBalancer,
  NetworkConfiguration,
  ServiceEvent,
} from '@aws-sdk/client-ecs';
import type { EcsTask } from './task.ts';

/** One roll-out of one task definition in a service. */
export interface DeploymentRecord {
  readonly id: string;
  readonly taskDefinitionArn: string;
  readonly createdAt: number;
  status: 'PRIMARY' | 'ACTIVE';
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  rolloutStateReason: string;
  updatedAt: number;
  /** Tasks that failed in a row before the first one was healthy. */
  failedTasks: number;
  /** A healthy task was seen: failures are no longer counted. */
  proven: boolean;
  /** No task is started before this time. */
  startsFrom: number;
}

/** The limits of a rolling update, and what happens when it cannot succeed. */
export interface RolloutLimits {
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  readonly breaker: { readonly enable: boolean; readonly rollback: boolean };
}

export interface ServiceRecord {
  readonly arn: string;
  readonly name: string;
  readonly clusterArn: string;
  readonly clusterName: string;
  readonly createdAt: number;
  readonly loadBalancers: readonly LoadBalancer[];
  /** Requests in a sandbox minute with which one task uses all of its CPU. */
  readonly fullLoadPerMinute: number;
  desiredCount: number;
  limits: RolloutLimits;
  healthCheckGracePeriodSeconds: number;
  /** Kept as written: nothing of it is played. */
  networkConfiguration?: NetworkConfiguration;
  /** The primary deployment first. */
  deployments: DeploymentRecord[];
  tasks: EcsTask[];
  events: ServiceEvent[];
  /** The definition of the last deployment that completed, for the circuit breaker. */
  lastCompleted: Pick<DeploymentRecord, 'id' | 'taskDefinitionArn'> | undefined;
  steady: boolean;
  /** Requests its target groups had handed out at the last minute's end. */
  requestsSeen: number;
  /** Requests of the last full minute. */
  requestsPerMinute: number;
  /** CPU of the last full minute in percent; missing while no task ran. */
  cpuPercent: number | undefined;
}

export function rolloutLimits(
  configuration: DeploymentConfiguration | undefined,
  before: RolloutLimits,
): RolloutLimits {
  const breaker = configuration?.deploymentCircuitBreaker;
  return {
    minimumHealthyPercent: configuration?.minimumHealthyPercent ?? before.minimumHealthyPercent,
    maximumPercent: configuration?.maximumPercent ?? before.maximumPercent,
    breaker:
      breaker === undefined
        ? before.breaker
        : { enable: breaker.enable === true, rollback: breaker.rollback === true },
  };
}

export const DEFAULT_LIMITS: RolloutLimits = {
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  breaker: { enable: false, rollback: false },
};
