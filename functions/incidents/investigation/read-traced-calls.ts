import { paginateGetServiceGraph, type Service, XRayClient } from '@aws-sdk/client-xray';
import { isAwsError } from '../../../core/errors.ts';
import type { Call } from '../../../core/root-cause/calls.ts';
import { type TracedNode, tracedCalls } from '../../../core/root-cause/traced-calls.ts';
import type { Context } from '../../context.ts';
import type { StoredService } from '../../services/store.ts';

export interface TracedCallsRead {
  readonly calls: readonly Call[];
  readonly notSeen: readonly string[];
}

const MOST_NODES = 1_000;
/** The whole graph of an hour has what is called seldom as well. */
const GRAPH_MS = 3_600_000;

/**
 * Who calls whom by the traces of X-Ray, in the hour before an instant. It is asked only where a service is registered
 * under the name that its traces have; what it does not answer is said.
 */
export async function readTracedCalls(
  context: Context,
  registered: readonly StoredService[],
  until: number,
): Promise<TracedCallsRead> {
  const services = new Map(
    registered.flatMap(({ name, tracedAs }) => (tracedAs === undefined ? [] : [[tracedAs, name]])),
  );
  if (services.size === 0) return { calls: [], notSeen: [] };
  try {
    const { nodes, cut } = await readNodes(context, until);
    const rest = `X-Ray has more than ${MOST_NODES} nodes; the calls of the others are not known.`;
    return { calls: tracedCalls(nodes, services), notSeen: cut ? [rest] : [] };
  } catch (error) {
    if (!isAwsError(error)) throw error;
    return { calls: [], notSeen: [`X-Ray did not tell who calls whom: ${error.name}.`] };
  }
}

async function readNodes(
  context: Context,
  until: number,
): Promise<{ readonly nodes: readonly TracedNode[]; readonly cut: boolean }> {
  const pages = paginateGetServiceGraph(
    { client: context.clients(XRayClient) },
    { StartTime: new Date(until - GRAPH_MS), EndTime: new Date(until) },
  );
  const nodes: TracedNode[] = [];
  for await (const { Services = [] } of pages) {
    nodes.push(...Services.flatMap(nodeOf));
    if (nodes.length > MOST_NODES) return { nodes: nodes.slice(0, MOST_NODES), cut: true };
  }
  return { nodes, cut: false };
}

function nodeOf({ ReferenceId, Name, Edges = [] }: Service): TracedNode[] {
  if (ReferenceId === undefined || Name === undefined) return [];
  return [{ id: ReferenceId, name: Name, calls: Edges.flatMap((edge) => edge.ReferenceId ?? []) }];
}

/** The services with what their traces show them to need, besides what they were registered with. */
export function withTraced(registered: readonly StoredService[], calls: readonly Call[]): StoredService[] {
  const needed = Map.groupBy(calls, ({ caller }) => caller);
  return registered.map((service) => {
    const traced = needed.get(service.name)?.map(({ callee }) => callee) ?? [];
    if (traced.length === 0) return service;
    return { ...service, dependsOn: [...new Set([...(service.dependsOn ?? []), ...traced])] };
  });
}
