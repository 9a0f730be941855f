import type { TaskStopCode } from '@aws-sdk/client-ecs';
import type { PlaneTask } from '../data-plane/data-plane.ts';
import type { Image } from '../ecr/image.ts';
import type { RegisteredDefinition } from './task-definitions.ts';

export type TaskStatus = 'PENDING' | 'RUNNING' | 'DEACTIVATING' | 'STOPPING' | 'STOPPED';
export type HealthStatus = 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';

/** Why a task ends or ended. */
export interface StopReason {
  readonly code: TaskStopCode;
  readonly text: string;
  /** Whether it counts against the deployment: it was not the scheduler's own wish. */
  readonly failure: boolean;
}

/** One task of a service. */
export interface EcsTask {
  readonly id: string;
  readonly arn: string;
  readonly deploymentId: string;
  readonly definition: RegisteredDefinition;
  readonly address: string;
  readonly createdAt: number;
  /** Missing when the image cannot be pulled: then nothing runs. */
  readonly image: Image | undefined;
  readonly process: PlaneTask | undefined;
  lastStatus: TaskStatus;
  health: HealthStatus;
  healthFailures: number;
  nextHealthCheckAt: number;
  /** Whether it was ever counted as healthy by the scheduler. */
  proven: boolean;
  /** Grows with every change of state, as in the events. */
  version: number;
  startedAt?: number;
  stoppingAt?: number;
  stoppedAt?: number;
  stop?: StopReason;
}

/** Alive in the scheduler's count: neither stopped nor on its way there. */
export function isAlive(task: EcsTask): boolean {
  return task.lastStatus === 'PENDING' || task.lastStatus === 'RUNNING';
}
