import { compileFunction } from 'node:vm';
import {
  App,
  aws_applicationautoscaling as autoscaling,
  aws_elasticloadbalancingv2 as elbv2,
  aws_lambda as lambda,
  Stack,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ALIAS, groupArn, LISTENER, PAIR, route } from '../../core/services/facts.fixture.ts';
import type { EcsPairFacts, Facts } from '../../core/services/facts.ts';
import { onboarding } from '../../core/services/onboarding.ts';
import { readiness } from '../../core/services/readiness.ts';
import { AliasedFunction } from './aliased-function.ts';
import { BlueGreenService } from './blue-green-service.ts';
import { ENV } from './users-stack.fixture.ts';

beforeAll(() => {
  vi.stubEnv('CDK_VALIDATION', 'false');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const NAMES = { AliasedFunction, BlueGreenService, autoscaling, elbv2, lambda };

/** The template of a stack whose constructor has the statements that onboarding prints. */
function templateOf(facts: Facts): Template {
  const stack = new Stack(new App(), 'Users', { env: ENV });
  const printed = onboarding(facts, readiness(facts))?.cdk ?? '';
  compileFunction(printed, Object.keys(NAMES)).call(stack, ...Object.values(NAMES));
  return Template.fromStack(stack);
}

const { ecs: _ecs, targetGroup: _group, ...nothing } = PAIR.sides.green;
const network = {
  awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'ENABLED' },
};
const blue = PAIR.sides.blue.ecs && { ...PAIR.sides.blue.ecs, network };
const TAGS = [{ Key: 'operate:service', Value: 'shop' }];

function withRoutes(facts: EcsPairFacts, ...routes: ReturnType<typeof route>[]): EcsPairFacts {
  return { ...facts, ...(facts.loadBalancer && { loadBalancer: { ...facts.loadBalancer, routes } }) };
}

const alone: EcsPairFacts = withRoutes(
  {
    ...PAIR,
    sides: {
      blue: {
        ...PAIR.sides.blue,
        ...(blue && { ecs: blue }),
        scaling: { min: 2, max: 8, policies: [] },
      },
      green: nothing,
    },
  },
  route({ hosts: ['shop.test'], groups: [{ targetGroup: groupArn('blue'), weight: 1 }] }),
);

describe('the CDK that onboarding prints', () => {
  it('makes a pair beside a service, with what that service runs and where', () => {
    const template = templateOf(alone);
    template.hasResourceProperties('Custom::OperateBlueGreenPair', {
      Service: 'shop',
      BlueService: 'shop-pair-blue',
      TaskDefinition: 'arn:aws:ecs:eu-west-1:000000000000:task-definition/shop:1',
      Listener: LISTENER,
      Hosts: ['shop.test'],
      Subnets: ['subnet-1'],
      AssignPublicIp: true,
      Container: 'app',
      Port: 8080,
      MinCapacity: 2,
      MaxCapacity: 8,
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Name: 'shop-pair-green',
      VpcId: 'vpc-1',
      HealthCheckPath: '/health',
      UnhealthyThresholdCount: 3,
      Tags: TAGS,
    });
  });

  it('adds test rules and limits to a pair that lacks only those', () => {
    const scaling = { min: 2, max: 8, policies: [] };
    const sides = { ...PAIR.sides, blue: { ...PAIR.sides.blue, scaling } };
    const template = templateOf({ ...withRoutes(PAIR, route()), sides });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', {
      ListenerArn: LISTENER,
      Actions: [{ Type: 'forward', TargetGroupArn: groupArn('green') }],
      Tags: TAGS,
    });
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
      ResourceId: 'service/main/shop-green',
      MinCapacity: 0,
      MaxCapacity: 8,
    });
  });

  it('makes the alias of a function', () => {
    const { version: _version, ...noAlias } = ALIAS;
    const template = templateOf(noAlias);
    template.hasResourceProperties('Custom::OperateAlias', { Name: 'live' });
    expect(JSON.stringify(template.findResources('Custom::OperateAlias'))).toContain(':function:shop-api');
  });

  it('is nothing but comments where only the owner can mend it', () => {
    const facts = { ...PAIR, missingAlarms: ['a'], sourceExists: false };
    expect(templateOf(facts).toJSON()['Resources']).toBeUndefined();
  });
});
