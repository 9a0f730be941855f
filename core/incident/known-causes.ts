import type { PastIncident } from '../root-cause/prior.ts';
import { helped } from './helped.ts';
import type { IncidentRecord } from './record.ts';

/**
 * Past incidents of which it is known where they began: a run that helped acted there, or a person said so by the
 * service's name. What an investigation found does not count, which would only confirm itself.
 * @param services names of the registered ones
 */
export function knownCauses(past: readonly IncidentRecord[], services: readonly string[]): PastIncident[] {
  return past
    .filter(({ state }) => state.name === 'RESOLVED')
    .flatMap((incident) => {
      const cause = causeOf(incident, services);
      const unusual = [...new Set([...incident.services, ...(incident.origins ?? [])])];
      return cause === undefined ? [] : [{ id: incident.id, cause, unusual }];
    });
}

/** Of several it is not known which. */
function causeOf({ rootCause, runs }: IncidentRecord, services: readonly string[]): string | undefined {
  const words = new Set(rootCause?.toLowerCase().match(/[a-z0-9-]+/g) ?? []);
  const said = services.filter((name) => words.has(name));
  const acted = runs.filter(helped).flatMap(({ service }) => service ?? []);
  const [first, ...others] = new Set(said.length > 0 ? said : acted);
  return others.length === 0 ? first : undefined;
}
