import { everyDay, sum } from '../days.ts';
import { monthlyCost } from '../monthly-cost.ts';
import { daysSince, text } from '../properties.ts';
import { type CostRule, LOOK_BACK_DAYS, type MetricNeed } from '../rule.ts';

const need = (key: string, metric: string): MetricNeed => ({
  key,
  namespace: 'AWS/NATGateway',
  metric,
  stat: 'Sum',
  dimensions: ({ id }) => ({ NatGatewayId: id }),
});

export const idleNatGateway: CostRule = {
  name: 'idle-nat-gateway',
  type: 'AWS::EC2::NatGateway',
  title: 'A NAT gateway that nothing goes through',
  kind: 'remove',
  effort: 'LOW',
  restart: false,
  undo: 'Make a gateway with the same address in the same subnet, and put it into the route tables.',
  needs: [need('out', 'BytesOutToDestination'), need('in', 'BytesInFromSource')],
  find(facts) {
    const { resource, now } = facts;
    const [out, into, cost] = [everyDay(facts, 'out'), everyDay(facts, 'in'), monthlyCost(resource)];
    const isOld = daysSince(resource, 'CreateTime', now) >= LOOK_BACK_DAYS;
    if (text(resource, 'State') !== 'available' || !isOld || !out || !into || !cost) return undefined;
    if (sum(out) + sum(into) > 0) return undefined;
    return {
      saving: cost,
      cost,
      confidence: 0.85,
      evidence: `Not a byte went through it in ${out.length} days.`,
      action: 'Take it out of the route tables, then delete it and release its address.',
    };
  },
};
