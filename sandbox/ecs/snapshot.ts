import type { ServiceEvent } from '@aws-sdk/client-ecs';
import type { ServiceRecord } from './records.ts';
import { isAlive } from './task.ts';
import type { KeptDefinition } from './task-definitions.ts';

/** Clusters, task definitions and services, as plain JSON. Processes are not part of it: tasks start anew. */
export interface EcsSnapshot {
  readonly clusters: readonly string[];
  readonly definitions: readonly KeptDefinition[];
  readonly services: readonly ServiceSnapshot[];
}

type Restarted = 'tasks' | 'events' | 'requestsSeen' | 'requestsPerMinute' | 'cpuPercent';

export type ServiceSnapshot = Omit<ServiceRecord, Restarted> & {
  /** The deployment of each task that was alive. */
  readonly aliveIn: readonly string[];
  readonly events: readonly (Omit<ServiceEvent, 'createdAt'> & { readonly createdAt: number })[];
};

export function serviceSnapshot(service: ServiceRecord): ServiceSnapshot {
  const { tasks, events, requestsSeen: _seen, requestsPerMinute: _rate, cpuPercent: _cpu, ...kept } = service;
  return {
    ...kept,
    aliveIn: tasks.filter(isAlive).map(({ deploymentId }) => deploymentId),
    events: events.map((event) => ({ ...event, createdAt: event.createdAt?.getTime() ?? 0 })),
  };
}

/** The service as it was, without tasks and measurements. */
export function restoredService({ aliveIn: _aliveIn, events, ...kept }: ServiceSnapshot): ServiceRecord {
  return {
    ...kept,
    tasks: [],
    events: events.map((event) => ({ ...event, createdAt: new Date(event.createdAt) })),
    steady: false,
    requestsSeen: 0,
    requestsPerMinute: 0,
    cpuPercent: undefined,
  };
}
