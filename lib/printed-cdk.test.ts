import { compileFunction } from 'node:vm';
import {
  App,
  aws_applicationautoscaling as autoscaling,
  aws_ecs as ecs,
  aws_elasticloadbalancingv2 as elbv2,
  aws_lambda as lambda,
  Stack,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ALIAS, groupArn, LISTENER, PAIR, route } from '../core/services/facts.fixture.ts';
import type { EcsPairFacts, Facts } from '../core/services/facts.ts';
import { onboarding } from '../core/services/onboarding.ts';
import { readiness } from '../core/services/readiness.ts';

beforeAll(() => {
  vi.stubEnv('CDK_VALIDATION', 'false');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const MODULES = { autoscaling, ecs, elbv2, lambda };

/** The template of a stack whose constructor has the statements that onboarding prints. */
function templateOf(facts: Facts): Template {
  const stack = new Stack(new App(), 'Users');
  const printed = onboarding(facts, readiness(facts))?.cdk ?? '';
  compileFunction(printed, Object.keys(MODULES)).call(stack, ...Object.values(MODULES));
  return Template.fromStack(stack);
}

const { ecs: _ecs, targetGroup: _group, ...nothing } = PAIR.sides.green;
const network = { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'ENABLED' } };
const blue = PAIR.sides.blue.ecs && { ...PAIR.sides.blue.ecs, network };
const TAGS = [{ Key: 'operate:service', Value: 'shop' }];
const alone: EcsPairFacts = {
  ...PAIR,
  sides: {
    blue: { ...PAIR.sides.blue, ...(blue && { ecs: blue }), scaling: { min: 2, max: 8 } },
    green: nothing,
  },
  ...(PAIR.loadBalancer && {
    loadBalancer: {
      ...PAIR.loadBalancer,
      routes: [route({ hosts: ["it's.shop.test"], groups: [{ targetGroup: groupArn('blue'), weight: 1 }] })],
    },
  }),
};

describe('the CDK that onboarding prints', () => {
  it('makes the second side of a service', () => {
    const template = templateOf(alone);
    const [group = ''] = Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::TargetGroup'));
    const made = { 'Fn::GetAtt': [group, 'TargetGroupArn'] };
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Name: 'shop-green',
      VpcId: 'vpc-1',
      HealthCheckPath: '/health',
      Tags: TAGS,
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', {
      ListenerArn: LISTENER,
      Actions: [{ Type: 'forward', TargetGroupArn: made }],
      Conditions: [
        { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-operate-test', Values: ['green'] } },
        { Field: 'host-header', HostHeaderConfig: { Values: ["it's.shop.test"] } },
      ],
      Tags: TAGS,
    });
    template.hasResource('AWS::ECS::Service', {
      DependsOn: ['ShopGreenTestRule'],
      Properties: {
        ServiceName: 'shop-green',
        DesiredCount: 0,
        LoadBalancers: [{ TargetGroupArn: made, ContainerName: 'app', ContainerPort: 8080 }],
        NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'], AssignPublicIp: 'ENABLED' } },
        DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: false } },
        Tags: TAGS,
      },
    });
    template.hasResource('AWS::ApplicationAutoScaling::ScalableTarget', {
      DependsOn: ['ShopGreenService'],
      Properties: { ResourceId: 'service/main/shop-green', MinCapacity: 0, MaxCapacity: 8 },
    });
  });

  it('makes the alias of a function', () => {
    const { version: _version, ...noAlias } = ALIAS;
    templateOf(noAlias).hasResourceProperties('AWS::Lambda::Alias', {
      FunctionName: 'shop-api',
      Name: 'live',
    });
  });

  it('is nothing but comments where only the owner can mend it', () => {
    const facts = { ...PAIR, missingAlarms: ['a'], sourceExists: false };
    expect(templateOf(facts).toJSON()['Resources']).toBeUndefined();
  });
});
