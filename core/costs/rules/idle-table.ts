import { anyDay, sum } from '../days.ts';
import { tableMetric } from '../metric-needs.ts';
import { monthlyCost } from '../monthly-cost.ts';
import { daysSince, member } from '../properties.ts';
import { type CostRule, LOOK_BACK_DAYS } from '../rule.ts';

export const idleTable: CostRule = {
  name: 'idle-table',
  type: 'AWS::DynamoDB::Table',
  title: 'A table with provisioned capacity that nobody uses',
  kind: 'change',
  effort: 'VERY_LOW',
  restart: false,
  undo: 'Switch the table back to provisioned capacity; DynamoDB allows it once a day.',
  needs: [
    tableMetric('reads', 'ConsumedReadCapacityUnits', 'Sum'),
    tableMetric('writes', 'ConsumedWriteCapacityUnits', 'Sum'),
  ],
  find(facts) {
    const { resource, now } = facts;
    const [cost, stored] = [monthlyCost(resource), monthlyCost(onDemand(resource))];
    if (member(resource, 'BillingModeSummary', 'BillingMode') === 'PAY_PER_REQUEST') return undefined;
    if (daysSince(resource, 'CreationDateTime', now) < LOOK_BACK_DAYS || !cost || stored === undefined)
      return undefined;
    if (sum(anyDay(facts, 'reads')) + sum(anyDay(facts, 'writes')) > 0) return undefined;
    return {
      saving: cost - stored,
      cost,
      confidence: 0.9,
      evidence: `Nothing was read from it or written to it in ${LOOK_BACK_DAYS} days.`,
      action: 'Switch the table to on-demand capacity, which costs nothing while nobody uses it.',
    };
  },
};

function onDemand(resource: Parameters<typeof monthlyCost>[0]): Parameters<typeof monthlyCost>[0] {
  const BillingModeSummary = { BillingMode: 'PAY_PER_REQUEST' };
  return { ...resource, properties: { ...resource.properties, BillingModeSummary } };
}
