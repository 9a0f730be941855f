import type { Resource } from '../../inventory/resource.ts';
import { anyDay, largest } from '../days.ts';
import { monthlyCost } from '../monthly-cost.ts';
import { number, text } from '../properties.ts';
import { type CostRule, LOOK_BACK_DAYS, type MetricNeed } from '../rule.ts';

const DAY_MS = 86_400_000;
/** What the peak may grow by. */
const HEADROOM = 1.3;
/** Share of what is provisioned that has to be left over before anything is said. */
const LEAST_SHARE = 0.3;

const busy: MetricNeed = {
  key: 'busy',
  namespace: 'AWS/Lambda',
  metric: 'ProvisionedConcurrentExecutions',
  stat: 'Maximum',
  dimensions: (one) => ({ FunctionName: text(one, 'FunctionName'), Resource: one.id }),
};

export const unusedProvisionedConcurrency: CostRule = {
  name: 'unused-provisioned-concurrency',
  type: 'AWS::Lambda::Alias',
  title: 'Provisioned concurrency beyond what is ever in use',
  kind: 'change',
  effort: 'VERY_LOW',
  restart: false,
  undo: 'Put the former number again; Lambda prepares it within minutes.',
  needs: [busy],
  find(facts) {
    const { resource, now } = facts;
    const [cost, units] = [
      monthlyCost(resource),
      number(resource, 'RequestedProvisionedConcurrentExecutions'),
    ];
    if (!cost || units === 0 || ageDays(resource, now) < LOOK_BACK_DAYS) return undefined;
    const peak = largest(anyDay(facts, 'busy'));
    const enough = Math.ceil(peak * HEADROOM);
    if (units - enough < units * LEAST_SHARE) return undefined;
    return {
      saving: (cost * (units - enough)) / units,
      cost,
      confidence: 0.8,
      evidence: `Of ${units} provisioned at most ${peak} were in use in ${LOOK_BACK_DAYS} days.`,
      action:
        enough === 0 ? 'Delete the provisioned concurrency.' : `Provision ${enough} instead of ${units}.`,
    };
  },
};

/** Lambda says the time with a zone that JavaScript reads only with a colon. */
function ageDays(resource: Resource, now: number): number {
  const at = Date.parse(text(resource, 'LastModified').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isFinite(at) ? (now - at) / DAY_MS : 0;
}
