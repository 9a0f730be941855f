import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Resource } from '../../../core/inventory/resource.ts';
import { asked, describeEach, madeOf } from '../asked.ts';
import { described } from '../described.ts';
import type { Lister, Spend } from '../lister.ts';
import { loadBalancers } from './load-balancers.ts';

/** Load balancers with their attributes, and their listeners; a balancer has fifty at most, which is a page. */
export const balancersAndListeners: Lister = {
  type: loadBalancers.type,
  also: ['AWS::ElasticLoadBalancingV2::Listener'],
  actions: [
    ...loadBalancers.actions,
    'elasticloadbalancing:DescribeListeners',
    'elasticloadbalancing:DescribeLoadBalancerAttributes',
  ],
  async list(context, spend, from) {
    const page = await loadBalancers.list(context, spend, from);
    const client = context.clients(ElasticLoadBalancingV2Client);
    const all = await describeEach(page.resources, (one) => describe(client, one, spend));
    return { ...page, resources: all.flat() };
  },
};

async function describe(
  client: ElasticLoadBalancingV2Client,
  balancer: Resource,
  spend: Spend,
): Promise<Resource[]> {
  const input = { LoadBalancerArn: balancer.arn };
  spend();
  spend();
  const [attributes, listeners] = await Promise.all([
    asked(client.send(new DescribeLoadBalancerAttributesCommand(input))),
    asked(client.send(new DescribeListenersCommand(input))),
  ]);
  const Attributes = madeOf(attributes, (answer) =>
    Object.fromEntries((answer.Attributes ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
  );
  const found = (listeners?.Listeners ?? []).map((listener) => ({
    ...balancer,
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    id: listener.ListenerArn?.split(':listener/')[1] ?? '',
    arn: listener.ListenerArn ?? '',
    properties: described(listener),
  }));
  return [{ ...balancer, properties: { ...balancer.properties, ...described({ Attributes }) } }, ...found];
}
