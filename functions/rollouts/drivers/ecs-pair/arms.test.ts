import { describe, expect, it } from 'vitest';
import type { EcsPairTarget } from '../../../../core/services/service.ts';
import { termOfSide } from './arms.ts';

const ELB = 'arn:aws:elasticloadbalancing:eu-west-1:000000000000';
const target: EcsPairTarget = {
  type: 'ecs-pair',
  cluster: 'arn:aws:ecs:eu-west-1:000000000000:cluster/shops',
  container: 'web',
  sides: {
    blue: { service: 'shop-blue', targetGroup: `${ELB}:targetgroup/shop-blue/1` },
    green: { service: 'shop-green', targetGroup: `${ELB}:targetgroup/shop-green/2` },
  },
  production: { kind: 'listener', arn: `${ELB}:listener/app/shops/3/4` },
  test: { url: '', rules: { blue: '', green: '' }, headers: { blue: {}, green: {} } },
  productionUrl: '',
};

describe('what a metric is to one side of a pair', () => {
  const LoadBalancer = 'app/shops/3';
  const of = (
    dimensions: Record<string, string>,
    metric = 'RequestCount',
    namespace = 'AWS/ApplicationELB',
  ) => termOfSide(target, 'green')({ namespace, metric, stat: 'Sum', dimensions });
  it('that names its target group or its ECS service is its own', () => {
    const dimensions = { TargetGroup: 'targetgroup/shop-green/2', LoadBalancer };
    expect(of(dimensions)).toMatchObject({ metric: 'RequestCount', dimensions });
    const service = { ClusterName: 'shops', ServiceName: 'shop-green' };
    expect(of(service, 'CPUUtilization', 'AWS/ECS')).toMatchObject({ dimensions: service });
  });
  it("that names the other side's is the other one", () => {
    expect(of({ TargetGroup: 'targetgroup/shop-blue/1', LoadBalancer })).toBe('other');
    expect(of({ ClusterName: 'shops', ServiceName: 'shop-blue' }, 'CPUUtilization', 'AWS/ECS')).toBe('other');
  });
  it('that the balancer answered by itself is of neither', () => {
    expect(of({ LoadBalancer }, 'HTTPCode_ELB_5XX_Count')).toBe('other');
  });
  it('of the balancer as a whole, of another one or of something else tells no sides apart', () => {
    expect(of({ LoadBalancer })).toBe('all');
    expect(of({ LoadBalancer: 'app/else/5' }, 'HTTPCode_ELB_5XX_Count')).toBe('all');
    expect(of({ TargetGroup: 'targetgroup/else/6', LoadBalancer })).toBe('all');
    expect(of({ ClusterName: 'else', ServiceName: 'shop-green' }, 'CPUUtilization', 'AWS/ECS')).toBe('all');
    expect(of({ LoadBalancer }, 'HTTPCode_ELB_5XX_Count', 'Own')).toBe('all');
    expect(of({}, 'Orders', 'Shop')).toBe('all');
  });
});
