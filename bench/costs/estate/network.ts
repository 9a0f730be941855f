import type { Case, Site } from './site.ts';

function address(site: Site, id: string, more: object): void {
  site.put('AWS::EC2::EIP', id, {
    AllocationId: id,
    PublicIp: `198.51.100.${site.whole(1, 254)}`,
    ...more,
  });
}

function gateway(site: Site, id: string, bytes: (day: number) => number, days: number): void {
  site.put('AWS::EC2::NatGateway', id, {
    NatGatewayId: id,
    State: 'available',
    CreateTime: site.daysAgo(days),
  });
  for (const metric of ['BytesOutToDestination', 'BytesInFromSource'])
    site.measure({ namespace: 'AWS/NATGateway', metric, dimensions: { NatGatewayId: id }, of: bytes });
}

function balancer(site: Site, id: string, kind: 'app' | 'net', daily: number, days = 200): void {
  const name = `${kind}/${id}/0123456789abcdef`;
  const arn = site.arn('elasticloadbalancing', `loadbalancer/${name}`);
  site.put('AWS::ElasticLoadBalancingV2::LoadBalancer', arn, {
    LoadBalancerArn: arn,
    LoadBalancerName: id,
    Type: kind === 'app' ? 'application' : 'network',
    State: { Code: 'active' },
    CreatedTime: site.daysAgo(days),
  });
  const [namespace, metric] =
    kind === 'app' ? ['AWS/ApplicationELB', 'RequestCount'] : ['AWS/NetworkELB', 'NewFlowCount'];
  // Where nothing comes there is no value, as on AWS.
  const of = () => (daily > 0 ? daily : undefined);
  site.measure({ namespace, metric, dimensions: { LoadBalancer: name }, of });
}

export const networkCases: readonly Case[] = [
  {
    name: 'an address of nothing',
    make: (site, id) => {
      address(site, id, {});
      return ['unassociated-address'];
    },
  },
  {
    name: 'an address in use',
    make: (site, id) => {
      address(site, id, { AssociationId: `eipassoc-${id}`, NetworkInterfaceId: `eni-${id}` });
      return [];
    },
  },
  {
    name: 'a gateway that nothing goes through',
    make: (site, id) => {
      gateway(site, id, () => 0, site.between(20, 500));
      return ['idle-nat-gateway'];
    },
  },
  {
    name: 'a gateway with little traffic, or on one day only',
    make: (site, id) => {
      const little = site.pick([true, false]);
      gateway(site, id, little ? site.daily(500, 40_000) : site.once(0, 0, 2e6), 300);
      return [];
    },
  },
  {
    name: 'a gateway of this week',
    make: (site, id) => {
      gateway(site, id, () => 0, site.between(1, 10));
      return [];
    },
  },
  {
    name: 'a balancer that nobody sends anything',
    make: (site, id) => {
      balancer(site, id, site.pick(['app', 'net']), 0);
      return ['idle-load-balancer'];
    },
  },
  {
    name: 'a balancer that only a monitor asks',
    make: (site, id) => {
      balancer(site, id, 'app', site.whole(1, 6));
      return ['idle-load-balancer'];
    },
  },
  {
    name: 'a balancer with few requests',
    make: (site, id) => {
      balancer(site, id, site.pick(['app', 'net']), site.whole(20, 300));
      return [];
    },
  },
  {
    name: 'a balancer of this week',
    make: (site, id) => {
      balancer(site, id, 'app', 0, site.between(1, 10));
      return [];
    },
  },
];
