import type { Strain } from '../data-plane/disturbance.ts';
import type { Elbv2 } from '../elbv2/elbv2.ts';
import type { AccountScope } from '../service.ts';
import type { ServiceRecord } from './records.ts';

const MINUTE_MS = 60_000;
/** What a task uses without a single request, in percent. */
const IDLE_PERCENT = 2;
const IDLE_MEMORY_PERCENT = 35;

/**
 * Measures each service once a sandbox minute: what its tasks say that they used, else CPU as it follows from the
 * requests that they served.
 */
export class CpuMeter {
  readonly #scope: AccountScope;
  readonly #elbv2: Elbv2;
  #minute: number;

  constructor(scope: AccountScope, elbv2: Elbv2) {
    this.#scope = scope;
    this.#elbv2 = elbv2;
    this.#minute = Math.floor(scope.clock.now() / MINUTE_MS);
  }

  advance(services: Iterable<ServiceRecord>, now: number): void {
    const minute = Math.floor(now / MINUTE_MS);
    if (minute === this.#minute) return;
    this.#minute = minute;
    for (const service of services) this.#measure(service, minute * MINUTE_MS - 1);
  }

  #measure(service: ServiceRecord, at: number): void {
    const groups = service.loadBalancers.map(({ targetGroupArn }) => this.#elbv2.group(targetGroupArn ?? ''));
    const requests = groups.reduce((sum, group) => sum + group.requests, 0);
    service.requestsPerMinute = requests - service.requestsSeen;
    service.requestsSeen = requests;
    const running = service.tasks.filter((task) => task.lastStatus === 'RUNNING').length;
    if (running === 0) {
      service.cpuPercent = undefined;
      return;
    }
    const used = service.tasks.flatMap(({ process }) => process?.takeUsage?.() ?? []);
    if (used.length > 0) {
      service.cpuPercent = used.reduce((sum, { cpuPercent }) => sum + cpuPercent, 0) / used.length;
      for (const { cpuPercent, memoryPercent } of used) {
        this.#record(service, 'CPUUtilization', cpuPercent, at);
        this.#record(service, 'MemoryUtilization', memoryPercent, at);
      }
      return;
    }
    const load = service.requestsPerMinute / running / service.fullLoadPerMinute;
    const strained = service.tasks.flatMap(({ process }) => process?.strain ?? []);
    const mean = (of: (strain: Strain) => number) =>
      strained.reduce((sum, one) => sum + of(one), 0) / running;
    const burnt = mean(({ cpuPercent }) => cpuPercent);
    service.cpuPercent = Math.min(100, IDLE_PERCENT + (100 - IDLE_PERCENT) * load + burnt);
    this.#record(service, 'CPUUtilization', service.cpuPercent, at);
    const taken = mean(({ memoryPercent }) => memoryPercent);
    this.#record(service, 'MemoryUtilization', Math.min(100, IDLE_MEMORY_PERCENT + taken), at);
    this.#recordDisk(
      service,
      mean(({ diskWrites }) => diskWrites),
      at,
    );
  }

  /** Container Insights tells it of tasks that write anything. */
  #recordDisk({ clusterName, name }: ServiceRecord, value: number, at: number): void {
    if (value === 0) return;
    const dimensions = { ClusterName: clusterName, ServiceName: name };
    const namespace = 'ECS/ContainerInsights';
    this.#scope.record({ namespace, metric: 'StorageWriteBytes', dimensions, at, value, unit: 'Bytes' });
  }

  #record({ clusterName, name }: ServiceRecord, metric: string, value: number, at: number): void {
    const dimensions = { ClusterName: clusterName, ServiceName: name };
    this.#scope.record({ namespace: 'AWS/ECS', metric, dimensions, at, value, unit: 'Percent' });
  }
}
