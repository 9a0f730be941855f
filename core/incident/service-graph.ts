/** Which services a service calls. Nodes are `environment/service`; a bare name is of the caller's environment. */
export interface ServiceGraph {
  readonly dependsOn: Readonly<Record<string, readonly string[]>>;
}

export function nodeOf(environment: string, service: string): string {
  return `${environment}/${service}`;
}

/** What a service calls itself. */
export function dependenciesOf({ dependsOn }: ServiceGraph, node: string): readonly string[] {
  const [environment = ''] = node.split('/');
  const names = Object.hasOwn(dependsOn, node) ? (dependsOn[node] ?? []) : [];
  return names.map((name) => (name.includes('/') ? name : nodeOf(environment, name)));
}

/** What was found out of a graph stays known as long as the graph is there: a storm asks for the same again and again. */
const FOUND = new WeakMap<ServiceGraph, Map<string, ReadonlyMap<string, number>>>();

/**
 * Everything that a service needs, directly or not, with the number of calls to get there; itself is 0 away.
 * Circles end where they began. A graph does not change once it was asked.
 */
export function needs(graph: ServiceGraph, node: string): ReadonlyMap<string, number> {
  const found = FOUND.get(graph) ?? new Map<string, ReadonlyMap<string, number>>();
  FOUND.set(graph, found);
  const known = found.get(node) ?? walk(graph, node);
  found.set(node, known);
  return known;
}

function walk(graph: ServiceGraph, node: string): ReadonlyMap<string, number> {
  const hops = new Map([[node, 0]]);
  // A map's iteration meets what is added on the way.
  for (const [near, distance] of hops) {
    for (const next of dependenciesOf(graph, near)) if (!hops.has(next)) hops.set(next, distance + 1);
  }
  return hops;
}

/** Whether one of the nodes is needed by all of them: what its failing would explain. */
export function haveOneOrigin(graph: ServiceGraph, nodes: readonly string[]): boolean {
  const needed = nodes.map((node) => needs(graph, node));
  return nodes.some((origin) => needed.every((hops) => hops.has(origin)));
}
