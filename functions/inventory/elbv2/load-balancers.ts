import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';

const PAGE = 400;

/** Without their tags and attributes. */
export const loadBalancers: Lister = {
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  actions: ['elasticloadbalancing:DescribeLoadBalancers'],
  async list({ clients, environment: { region } }, spend, from) {
    spend();
    const { LoadBalancers = [], NextMarker } = await clients(ElasticLoadBalancingV2Client).send(
      new DescribeLoadBalancersCommand({ PageSize: PAGE, ...(from && { Marker: from }) }),
    );
    const found = LoadBalancers.map((one) => ({
      type: this.type,
      id: one.LoadBalancerArn?.split(':loadbalancer/')[1] ?? '',
      arn: one.LoadBalancerArn ?? '',
      region,
      tags: {},
      properties: described(one),
    }));
    return pageOf(found, NextMarker);
  },
};
