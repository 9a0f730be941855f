import type { ServiceGraph } from '../../core/incident/service-graph.ts';
import { nodeOf } from '../../core/incident/service-graph.ts';
import type { ServiceRecord } from '../../core/services/service.ts';

/** Which registered services need which, as they were registered. */
export function graphOf(services: readonly ServiceRecord[]): ServiceGraph {
  const edges = services.map(
    ({ environment, name, dependsOn = [] }) => [nodeOf(environment, name), dependsOn] as const,
  );
  return { dependsOn: Object.fromEntries(edges) };
}

/** The services nearest to one: those that it needs, and those that need it. */
export function neighboursOf(services: readonly ServiceRecord[], name: string): string[] {
  const needed = services.find((service) => service.name === name)?.dependsOn ?? [];
  const needing = services.filter(({ dependsOn = [] }) => dependsOn.includes(name));
  return [...new Set([...needed, ...needing.map((service) => service.name)])];
}
