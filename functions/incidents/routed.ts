import type { Alerting } from '../../core/alerting/alerting.ts';
import { route } from '../../core/alerting/route.ts';
import type { IncidentRecord } from '../../core/incident/record.ts';

/**
 * The incident with the policy that it follows now, where it followed none before, or one that was taken out of the
 * alerting document since: what became worse, or hurts another service, may be somebody's. Else it stays with the
 * policy by which people were told.
 */
export function routed<Incident extends IncidentRecord>(record: Incident, alerting: Alerting): Incident {
  const { escalation } = record;
  if (alerting.policies.some(({ name }) => name === escalation?.policy)) return record;
  const policy = route(record, alerting);
  return policy ? { ...record, escalation: { policy: policy.name, level: 0 } } : record;
}
