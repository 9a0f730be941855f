import type { IncidentRecord } from '../incident/record.ts';
import type { Alerting, EscalationPolicy, Route } from './alerting.ts';

type Routed = Pick<IncidentRecord, 'environment' | 'services' | 'severity'>;

/** The policy that an incident follows: that of the first route that holds; undefined when nobody is to be told. */
export function route(incident: Routed, { routes, policies }: Alerting): EscalationPolicy | undefined {
  const first = routes.find((candidate) => holds(candidate, incident));
  return policies.find(({ name }) => name === first?.policy);
}

function holds({ environments, services, severities }: Route, incident: Routed): boolean {
  return (
    (environments?.includes(incident.environment) ?? true) &&
    (severities?.includes(incident.severity) ?? true) &&
    (services?.some((service) => incident.services.includes(service)) ?? true)
  );
}
