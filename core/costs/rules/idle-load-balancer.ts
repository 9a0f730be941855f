import { anyDay, sum } from '../days.ts';
import { monthlyCost } from '../monthly-cost.ts';
import { daysSince, member, text } from '../properties.ts';
import { type CostRule, LOOK_BACK_DAYS, type MetricNeed } from '../rule.ts';

const need = (key: string, namespace: string, metric: string): MetricNeed => ({
  key,
  namespace,
  metric,
  stat: 'Sum',
  dimensions: ({ id }) => ({ LoadBalancer: id }),
});

/** A request a day is somebody's monitoring; ten and more are somebody. */
const REQUESTS_A_DAY = 10;
/** What is measured by type of balancer; of others nothing is known. */
const KEY: Readonly<Record<string, string>> = { application: 'requests', network: 'flows' };

export const idleLoadBalancer: CostRule = {
  name: 'idle-load-balancer',
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  title: 'A load balancer that nobody sends anything',
  kind: 'remove',
  effort: 'LOW',
  restart: false,
  undo: 'Make the balancer again with its listeners; its name in DNS is another one then.',
  needs: [
    need('requests', 'AWS/ApplicationELB', 'RequestCount'),
    need('flows', 'AWS/NetworkELB', 'NewFlowCount'),
  ],
  find(facts) {
    const { resource, now } = facts;
    const [key, cost] = [KEY[text(resource, 'Type')], monthlyCost(resource)];
    const isOld = daysSince(resource, 'CreatedTime', now) >= LOOK_BACK_DAYS;
    if (key === undefined || !cost || !isOld || member(resource, 'State', 'Code') !== 'active')
      return undefined;
    const daily = sum(anyDay(facts, key)) / LOOK_BACK_DAYS;
    if (daily >= REQUESTS_A_DAY) return undefined;
    return {
      saving: cost,
      cost,
      confidence: 0.8,
      evidence: `It had ${daily.toFixed(1)} requests a day in ${LOOK_BACK_DAYS} days.`,
      action: 'Delete the balancer with its listeners, once no name in DNS points to it.',
    };
  },
};
