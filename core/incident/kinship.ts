import type { IncidentRecord, Member, RelatedChange } from './record.ts';
import { haveOneOrigin, needs, nodeOf, type ServiceGraph } from './service-graph.ts';
import type { Signal } from './signal.ts';

/** How a signal is of a kind with an incident; the lower the rank, the closer. */
export interface Kinship {
  readonly rank: number;
  readonly words: string;
}

/** Calls along which trouble reaches those who depend on its origin, and those it comes from. */
const DEPENDANT_HOPS = 2;
const DEPENDENCY_HOPS = 1;
/**
 * How soon trouble shows at a neighbour: metrics come a minute apart and up to three late. What shows later is likelier
 * a fault of its own; on generated storms the limit saves wrong pairs and costs next to no right ones.
 */
export const NEIGHBOUR_SECONDS = 240;

export interface Circumstances {
  /** What was changed of the signal's service lately. */
  readonly changes?: readonly RelatedChange[];
  /** Services at which began what the signal tells of, by what was measured; none where nobody could tell. */
  readonly origins?: readonly string[];
}

/**
 * Whether what a signal tells of and an incident have one cause, as far as can be told from the outside: the same
 * resource or service, a change that touched both, or services so near in the graph that one of them explains all.
 * Two faults that meet in a service which needs both places stay two: neither explains the other.
 */
export function kinship(
  signal: Signal,
  incident: IncidentRecord,
  graph: ServiceGraph,
  { changes = [], origins = [] }: Circumstances = {},
): Kinship | undefined {
  const { service, resource } = signal;
  if (resource !== undefined && incident.members.some((member) => member.resource === resource))
    return { rank: 0, words: `both watch ${resource}` };
  if (service === undefined) return undefined;
  if (incident.services.includes(service)) return { rank: 0, words: `both are of ${service}` };
  const change = changes.find(({ id }) => incident.changes.some((known) => known.id === id));
  if (change) return { rank: 1, words: `${change.kind} ${change.id} touched both` };
  const origin = sharedOrigin(service, origins, incident);
  if (origin !== undefined) return { rank: 1, words: `both began at ${origin} by what was measured` };
  return neighbours(signal, service, incident, graph);
}

/** A service at which both began, or which one of them is of. */
function sharedOrigin(
  service: string,
  origins: readonly string[],
  { services, origins: known = [] }: IncidentRecord,
): string | undefined {
  if (known.includes(service)) return service;
  return origins.find((origin) => known.includes(origin) || services.includes(origin));
}

function neighbours(
  signal: Signal,
  service: string,
  incident: IncidentRecord,
  graph: ServiceGraph,
): Kinship | undefined {
  const { environment, services } = incident;
  const heardOf = services.filter((other) => heardLately(signal, other, incident));
  if (heardOf.length === 0) return undefined;
  const node = nodeOf(environment, service);
  const nodes = services.map((name) => nodeOf(environment, name));
  if (!haveOneOrigin(graph, [...nodes, node])) return undefined;
  const needed = needs(graph, node);
  const ways = heardOf.flatMap((other) => {
    const needsOther = needed.get(nodeOf(environment, other)) ?? Number.POSITIVE_INFINITY;
    const neededByOther = needs(graph, nodeOf(environment, other)).get(node) ?? Number.POSITIVE_INFINITY;
    return [
      ...(needsOther <= DEPENDANT_HOPS ? [{ rank: 1 + needsOther, words: `${service} needs ${other}` }] : []),
      ...(neededByOther <= DEPENDENCY_HOPS
        ? [{ rank: 1 + neededByOther, words: `${other} needs ${service}` }]
        : []),
    ];
  });
  return ways.sort((one, other) => one.rank - other.rank)[0];
}

/** A service that a person named, or whose members are no longer in the record, counts as heard of. */
function heardLately({ at }: Signal, service: string, { members }: IncidentRecord): boolean {
  const own = members.filter((member) => member.service === service);
  const near = ({ since }: Member) =>
    Math.abs(Date.parse(at) - Date.parse(since)) <= NEIGHBOUR_SECONDS * 1000;
  return own.length === 0 || own.some(near);
}
