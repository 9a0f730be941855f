import { NotFound } from '../../core/errors.ts';
import { nodeOf } from '../../core/incident/service-graph.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { listEnvironments, listServices } from '../services/store.ts';

/** Every registered service by `environment/name`; one that was registered a moment ago may be missing. */
export async function registered(context: Context): Promise<ReadonlyMap<string, ServiceRecord>> {
  const environments = await listEnvironments(context);
  const services = (await Promise.all(environments.map((name) => listServices(context, name)))).flat();
  return new Map(services.map((service) => [nodeOf(service.environment, service.name), service]));
}

/**
 * Services by what a caller calls them: `shop` in every environment, or `production/shop`; all where none is named.
 * @throws NotFound that says which are not registered
 */
export function chosen(
  all: ReadonlyMap<string, ServiceRecord>,
  names: readonly string[] | undefined,
): ServiceRecord[] {
  if (names === undefined) return [...all.values()];
  const isNamed = (name: string) => (service: ServiceRecord) =>
    name === service.name || name === nodeOf(service.environment, service.name);
  const services = [...all.values()];
  const unknown = names.filter((name) => !services.some(isNamed(name)));
  if (unknown.length > 0) throw notRegistered(unknown);
  return services.filter((service) => names.some((name) => isNamed(name)(service)));
}

function notRegistered(names: readonly string[]): NotFound {
  const allowed = 'registered services, as name or environment/name: list_services names them';
  const violations = names.map((name) => ({
    field: 'services',
    problem: `'${name}' is not registered`,
    allowed,
  }));
  return new NotFound(`Not registered: ${names.join(', ')}.`, { violations });
}

/** The services that these need and that are not among them. */
export function needed(
  all: ReadonlyMap<string, ServiceRecord>,
  services: readonly ServiceRecord[],
): ServiceRecord[] {
  const nodes = services.flatMap(({ environment, dependsOn = [] }) =>
    dependsOn.map((name) => nodeOf(environment, name)),
  );
  return [...new Set(nodes)].flatMap((node) => {
    const service = all.get(node);
    return service && !services.includes(service) ? [service] : [];
  });
}
