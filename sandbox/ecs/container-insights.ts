import type { AccountScope } from '../service.ts';
import type { ServiceRecord } from './records.ts';

const EVERY_MS = 20_000;

/** Container Insights: how many tasks services have and want, in the clusters where it is switched on. */
export class ContainerInsights {
  readonly #scope: AccountScope;
  readonly #clusters = new Set<string>();
  #sample: number;

  constructor(scope: AccountScope) {
    this.#scope = scope;
    this.#sample = Math.floor(scope.clock.now() / EVERY_MS);
  }

  enable(cluster: string): void {
    this.#clusters.add(cluster);
  }

  advance(services: Iterable<ServiceRecord>, now: number): void {
    const sample = Math.floor(now / EVERY_MS);
    if (sample === this.#sample) return;
    this.#sample = sample;
    for (const service of services) if (this.#clusters.has(service.clusterName)) this.#measure(service, now);
  }

  #measure({ clusterName, name, tasks, desiredCount }: ServiceRecord, at: number): void {
    const running = tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').length;
    const dimensions = { ClusterName: clusterName, ServiceName: name };
    const one = { namespace: 'ECS/ContainerInsights', dimensions, at, unit: 'Count' };
    this.#scope.record({ ...one, metric: 'RunningTaskCount', value: running });
    this.#scope.record({ ...one, metric: 'DesiredTaskCount', value: desiredCount });
  }
}
