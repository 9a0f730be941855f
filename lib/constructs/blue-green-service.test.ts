import { aws_ecs as ecs, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BlueGreenService } from './blue-green-service.ts';
import { pairStack, SHOP, stackOf } from './users-stack.fixture.ts';

let template: Template;
beforeAll(() => {
  vi.stubEnv('CDK_VALIDATION', 'false');
  template = Template.fromStack(pairStack());
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const TAGS = Match.arrayWith([{ Key: 'operate:service', Value: 'shop' }]);

/** The printed commands, with a star for what is known once the stack is deployed. */
function printed(stack: Stack): Record<string, string> {
  const outputs = Object.entries(Template.fromStack(stack).findOutputs('*'));
  const textOf = (value: unknown): string => {
    const { 'Fn::Join': join } = (value ?? {}) as { 'Fn::Join'?: [string, unknown[]] };
    if (typeof value === 'string') return value;
    return join ? join[1].map(textOf).join(join[0]) : '*';
  };
  return Object.fromEntries(
    outputs.map(([name, output]) => [/Register|Deploy/.exec(name)?.[0] ?? name, textOf(output['Value'])]),
  );
}

describe('BlueGreenService', () => {
  it('gives CloudFormation nothing that a deployment changes', () => {
    const types = Object.values(template.toJSON()['Resources'] as Record<string, { Type: string }>).map(
      ({ Type }) => Type,
    );
    for (const type of ['AWS::ECS::Service', 'AWS::ApplicationAutoScaling::ScalableTarget'])
      expect(types).not.toContain(type);
    expect(JSON.stringify(template.toJSON())).not.toContain('"Weight"');
  });

  it('makes both groups and a test rule for each before the pair', () => {
    for (const side of ['blue', 'green'])
      template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
        Name: `shop-${side}`,
        TargetType: 'ip',
        TargetGroupAttributes: Match.arrayWith([{ Key: 'stickiness.enabled', Value: 'false' }]),
        Tags: TAGS,
      });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', {
      Priority: 11,
      Conditions: [
        { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-operate-test', Values: ['green'] } },
      ],
      Tags: TAGS,
    });
    const rules = Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::ListenerRule'));
    template.hasResource('Custom::OperateBlueGreenPair', {
      DependsOn: rules.sort(),
      Properties: { Priority: 12, DesiredCount: 2, MinCapacity: 2, MaxCapacity: 6, Paths: ['/*'] },
    });
  });

  it('keeps every revision of its task, with roles that a deployment may pass on', () => {
    template.hasResource('AWS::ECS::TaskDefinition', {
      UpdateReplacePolicy: 'Retain',
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        Family: 'shop',
        ContainerDefinitions: [
          Match.objectLike({ Image: '000000000000.dkr.ecr.eu-west-1.amazonaws.com/shop:v1' }),
        ],
      },
    });
    for (const kind of ['task', 'execution'])
      template.hasResourceProperties('AWS::IAM::Role', { RoleName: `shop-${kind}` });
  });

  it('names its role as one of our own, with services and rules of this pair only', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'operate-run-pair-shop-eu-west-1',
      Policies: [
        {
          PolicyDocument: {
            Statement: Match.arrayWith([
              Match.objectLike({
                Action: Match.arrayWith(['ecs:CreateService', 'ecs:UpdateService']),
                Resource: ['blue', 'green'].map((side) => ({
                  'Fn::Join': [
                    '',
                    [
                      'arn:',
                      { Ref: 'AWS::Partition' },
                      `:ecs:eu-west-1:000000000000:service/main/shop-${side}`,
                    ],
                  ],
                })),
              }),
              Match.objectLike({
                Action: Match.arrayWith(['elasticloadbalancing:ModifyRule']),
                Resource: Match.stringLikeRegexp(':listener-rule/app/main/.*/\\*$'),
                Condition: { StringEquals: { 'aws:ResourceTag/operate:service': 'shop' } },
              }),
            ]),
          },
        },
      ],
    });
  });

  it('scales each side by the same policy, once the pair is there', () => {
    for (const side of ['blue', 'green'])
      template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
        ResourceId: `service/main/shop-${side}`,
        TargetTrackingScalingPolicyConfiguration: { TargetValue: 50 },
      });
    const unscaled = Template.fromStack(pairStack({ capacity: undefined } as object));
    unscaled.resourceCountIs('AWS::ApplicationAutoScaling::ScalingPolicy', 0);
    unscaled.hasResourceProperties('Custom::OperateBlueGreenPair', {
      MinCapacity: Match.absent(),
      DesiredCount: 2,
    });
  });

  it('takes a task definition that is declared elsewhere, and keeps its revisions', () => {
    const declared = Template.fromStack(
      stackOf((scope) => {
        const definition = new ecs.FargateTaskDefinition(scope, 'Task', { family: 'web' });
        definition.addContainer('web', {
          image: ecs.ContainerImage.fromRegistry('nginx'),
          portMappings: [{ containerPort: 80 }],
        });
        new BlueGreenService(scope, 'Shop', { ...SHOP, task: { definition, container: 'web', port: 80 } });
      }),
    );
    declared.resourceCountIs('AWS::ECS::TaskDefinition', 1);
    declared.hasResource('AWS::ECS::TaskDefinition', { UpdateReplacePolicy: 'Retain' });
    declared.hasResourceProperties('Custom::OperateBlueGreenPair', { Container: 'web', Port: 80 });
  });

  it('registers images of the repository where that is asked for', () => {
    const { Register, Deploy } = printed(pairStack({ versionSource: 'ecr' }));
    expect(Register).toContain(`--version-source '{"type":"ecr","repository":"shop"}'`);
    expect(Deploy).toBe(
      'operate deploy-application --environment production --service shop --version <image tag>',
    );
  });

  it.each([
    ['a name too long for its target groups', { service: 'a-service-with-a-long-long-name' }, 'at most 26'],
    ['a name that no service can have', { prefix: 'Shop' }, 'at most 26 lower-case'],
    [
      'images of a revision without a repository',
      {
        versionSource: 'ecr' as const,
        task: {
          revision: 'arn:aws:ecs:eu-west-1:000000000000:task-definition/shop:1',
          container: 'app',
          port: 80,
        },
      },
      'need a task template with its repository',
    ],
    ['a quote in what is printed', { url: "http://it's.test" }, 'cannot hold a single quote'],
  ])('refuses %s', (_what, props, words) => {
    expect(() => pairStack(props)).toThrow(words);
  });
});
