import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CostsHouse, costsHouse } from '../costs.fixture.ts';

let house: CostsHouse;
beforeEach(async () => {
  house = await costsHouse();
});
afterEach(() => house.close());

describe('looking for waste among containers', () => {
  it('finds tasks that are too large, and balancers that nobody asks', async () => {
    const { put, measure, ago, run, found } = house;
    const of = (kind: string) => `arn:aws:ecs:eu-west-1:000000000000:${kind}`;
    put('AWS::ECS::Cluster', of('cluster/main'), {});
    put('AWS::ECS::TaskDefinition', of('task-definition/shop:1'), {
      cpu: '2048',
      memory: '8192',
      runtimePlatform: { cpuArchitecture: 'ARM64' },
    });
    put('AWS::ECS::Service', of('service/main/shop'), {
      serviceArn: of('service/main/shop'),
      serviceName: 'shop',
      clusterArn: of('cluster/main'),
      taskDefinition: of('task-definition/shop:1'),
      launchType: 'FARGATE',
      desiredCount: 2,
    });
    for (const metric of ['CPUUtilization', 'MemoryUtilization'])
      measure('AWS/ECS', metric, { ClusterName: 'main', ServiceName: 'shop' }, 20);
    const arn = 'arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/app/old/1';
    put('AWS::ElasticLoadBalancingV2::LoadBalancer', arn, {
      LoadBalancerArn: arn,
      Type: 'application',
      State: { Code: 'active' },
      CreatedTime: ago(90),
    });
    await run('find_container_waste');
    const { recommendations } = await found('containers');
    expect(recommendations.map(({ rule, id }) => [rule, id])).toEqual([
      ['oversized-fargate-service', 'main/shop'],
      ['idle-load-balancer', 'app/old/1'],
    ]);
    expect(recommendations[0]?.action).toContain('512 CPU units and 2 GiB instead of 2048 and 8');
  });
});
