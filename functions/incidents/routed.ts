import type { Alerting } from '../../core/alerting/alerting.ts';
import { route } from '../../core/alerting/route.ts';
import type { IncidentRecord } from '../../core/incident/record.ts';

/**
 * The incident with the policy that it follows now, where it followed none before: what became worse, or hurts another
 * service, may be somebody's. One that people were told of stays with its policy.
 */
export function routed(record: IncidentRecord, alerting: Alerting): IncidentRecord {
  if (record.escalation) return record;
  const policy = route(record, alerting);
  return policy ? { ...record, escalation: { policy: policy.name, level: 0 } } : record;
}
