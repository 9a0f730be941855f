import type { Call } from './calls.ts';

/** A node of a graph of traces, with the nodes that it calls. */
export interface TracedNode {
  readonly id: number;
  readonly name: string;
  readonly calls: readonly number[];
}

/**
 * Who calls whom among the services that are known. What stands between two of them without being one (a gateway, a
 * queue, the second node that a function has) is passed through. No service calls itself.
 * @param services names of services by the names of their nodes
 */
export function tracedCalls(nodes: readonly TracedNode[], services: ReadonlyMap<string, string>): Call[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Map<string, Call>();
  for (const node of nodes) {
    const caller = services.get(node.name);
    if (caller === undefined) continue;
    for (const callee of calledBy(node, byId, services))
      if (callee !== caller) found.set(JSON.stringify([caller, callee]), { caller, callee });
  }
  return [...found.values()];
}

/** The nearest services that a node reaches. */
function calledBy(
  node: TracedNode,
  byId: ReadonlyMap<number, TracedNode>,
  services: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const own = services.get(node.name);
  const reached = new Set(node.calls);
  const called = new Set<string>();
  for (const id of reached) {
    const next = byId.get(id);
    if (!next) continue;
    const service = services.get(next.name);
    if (service !== undefined && service !== own) called.add(service);
    else for (const further of next.calls) reached.add(further);
  }
  return called;
}
