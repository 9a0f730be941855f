import type { IncidentRecord } from '../../../core/incident/record.ts';
import type { Call } from '../../../core/root-cause/calls.ts';
import type { StoredService } from '../../services/store.ts';

/** The services that an incident may have to do with, nearest first, and who calls whom among them. */
export interface Surroundings {
  readonly services: readonly StoredService[];
  readonly calls: readonly Call[];
  /** Affected ones that are registered. */
  readonly affected: readonly string[];
  readonly notSeen: readonly string[];
}

/** More are not looked at: what an investigation costs is bounded. */
const MOST_SERVICES = 60;

/**
 * What the affected services need, directly or not, and whoever calls these: a service that two others call has been
 * called by either.
 */
export function surroundingsOf(
  { services: hurt, environment }: Pick<IncidentRecord, 'services' | 'environment'>,
  registered: readonly StoredService[],
): Surroundings {
  const byName = new Map(registered.map((service) => [service.name, service]));
  const affected = hurt.filter((name) => byName.has(name));
  const near = new Set(affected);
  for (const name of near) for (const needed of byName.get(name)?.dependsOn ?? []) near.add(needed);
  const callers = registered.filter(({ dependsOn = [] }) => dependsOn.some((name) => near.has(name)));
  for (const { name } of callers) near.add(name);
  const found = [...near].flatMap((name) => byName.get(name) ?? []);
  const services = found.slice(0, MOST_SERVICES);
  const unknown = [...new Set([...hurt, ...near])].filter((name) => !byName.has(name));
  return {
    services,
    calls: services.flatMap(({ name, dependsOn = [] }) =>
      dependsOn.map((callee) => ({ caller: name, callee })),
    ),
    affected,
    notSeen: [
      ...(affected.length === 0 ? [`None of its services is registered in ${environment}.`] : []),
      ...(unknown.length > 0
        ? [`Not registered, so that nothing is known of it: ${unknown.join(', ')}.`]
        : []),
      ...(found.length > services.length
        ? [`${found.length - services.length} services further away: ${MOST_SERVICES} are looked at.`]
        : []),
    ],
  };
}
