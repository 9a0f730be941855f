import type { Violation } from '../errors.ts';
import { UNKNOWN_ENVIRONMENT } from '../incident/open.ts';
import type { IncidentRecord } from '../incident/record.ts';
import { needs, nodeOf, type ServiceGraph } from '../incident/service-graph.ts';
import type { RunTarget } from './run.ts';

type Concerning = Pick<IncidentRecord, 'id' | 'environment' | 'services' | 'origins'>;

/** Whether an incident names the target itself; what it names may need it all the same. */
export function isNamed({ environment, services, origins = [] }: Concerning, target: RunTarget): boolean {
  if (environment !== UNKNOWN_ENVIRONMENT && environment !== target.environment) return false;
  return services.length === 0 || [...services, ...origins].includes(target.service);
}

/**
 * Why a run on the target is not for the incident; undefined where it may be. An incident is of its services, of where
 * it began, and of all that these need; one that names no service may be of any in its environment.
 */
export function notConcerned(
  incident: Concerning,
  target: RunTarget,
  graph: ServiceGraph,
): Violation | undefined {
  if (isNamed(incident, target)) return undefined;
  const { id, environment, services, origins = [] } = incident;
  const where = environment === UNKNOWN_ENVIRONMENT ? target.environment : environment;
  if (where !== target.environment)
    return { field: 'environment', problem: `is not that of the incident ${id}`, allowed: where };
  const nodes = [...services, ...origins].flatMap((name) => [...needs(graph, nodeOf(where, name)).keys()]);
  if (nodes.includes(nodeOf(where, target.service))) return undefined;
  const here = nodes.filter((node) => node.startsWith(nodeOf(where, '')));
  const names = new Set(here.map((node) => node.slice(nodeOf(where, '').length)));
  return {
    field: 'service',
    problem: `'${target.service}' is not of the incident ${id}`,
    allowed: `${[...names].sort().join(', ')}, or a run without the incident`,
  };
}
