import type { Template } from '../../sandbox/cloudformation/template.ts';
import { VPC_ID } from '../../sandbox/elbv2/describe.ts';
import { SIDES } from '../../sandbox/samples/storefront.ts';

export interface NativePair {
  readonly name: string;
  readonly listenerArn: string;
  readonly image: string;
  readonly graceSeconds: number;
  readonly paths: readonly string[];
}

const upper = (side: string) => `${side.charAt(0).toUpperCase()}${side.slice(1)}`;

/**
 * A pair as users write it with CloudFormation's own resources: weights, counts and revision stand in the template, so
 * every change of their resources writes them again.
 */
export function nativeTemplate(pair: NativePair): Template {
  const sides = Object.fromEntries(SIDES.flatMap((side, index) => Object.entries(sideOf(pair, side, index))));
  return { Resources: { Task: taskOf(pair), ...sides, Production: productionOf(pair) } };
}

function taskOf({ name, image }: NativePair) {
  const role = (kind: string) => `arn:aws:iam::000000000000:role/${name}-${kind}`;
  return {
    Type: 'AWS::ECS::TaskDefinition',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      Family: name,
      NetworkMode: 'awsvpc',
      RequiresCompatibilities: ['FARGATE'],
      Cpu: '256',
      Memory: '512',
      TaskRoleArn: role('task'),
      ExecutionRoleArn: role('execution'),
      ContainerDefinitions: [
        { Name: 'app', Image: image, Essential: true, PortMappings: [{ ContainerPort: 8080 }] },
      ],
    },
  };
}

function productionOf({ listenerArn, paths }: NativePair) {
  const TargetGroups = SIDES.map((side) => ({
    TargetGroupArn: { Ref: `${upper(side)}Targets` },
    Weight: side === 'blue' ? 100 : 0,
  }));
  return {
    Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    Properties: {
      ListenerArn: listenerArn,
      Priority: 10,
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: paths } }],
      Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups } }],
    },
  };
}

function sideOf({ name, listenerArn, graceSeconds }: NativePair, side: string, index: number) {
  const header = { HttpHeaderName: 'x-operate-test', Values: [side] };
  const Tags = [{ Key: 'operate:service', Value: name }];
  return {
    [`${upper(side)}Targets`]: {
      Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      Properties: {
        Name: `${name}-${side}`,
        Protocol: 'HTTP',
        Port: 8080,
        VpcId: VPC_ID,
        TargetType: 'ip',
        HealthCheckPath: '/health',
        Tags,
      },
    },
    [`${upper(side)}Test`]: {
      Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
      Properties: {
        ListenerArn: listenerArn,
        Priority: index + 1,
        Conditions: [{ Field: 'http-header', HttpHeaderConfig: header }],
        Actions: [{ Type: 'forward', TargetGroupArn: { Ref: `${upper(side)}Targets` } }],
        Tags,
      },
    },
    [`${upper(side)}Service`]: {
      Type: 'AWS::ECS::Service',
      DependsOn: [`${upper(side)}Test`],
      Properties: {
        Cluster: name,
        ServiceName: `${name}-${side}`,
        TaskDefinition: { Ref: 'Task' },
        DesiredCount: side === 'blue' ? 2 : 0,
        LaunchType: 'FARGATE',
        LoadBalancers: [
          { ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: { Ref: `${upper(side)}Targets` } },
        ],
        DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: false } },
        HealthCheckGracePeriodSeconds: graceSeconds,
        NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-a'], AssignPublicIp: 'DISABLED' } },
        Tags,
      },
    },
  };
}
