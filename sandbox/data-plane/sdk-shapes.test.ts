import * as scaling from '@aws-sdk/client-application-auto-scaling';
import * as groups from '@aws-sdk/client-auto-scaling';
import * as ecr from '@aws-sdk/client-ecr';
import * as ecs from '@aws-sdk/client-ecs';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import type { SchemaRef } from '@smithy/types';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { VPC_ID } from '../elbv2/describe.ts';
import { detached } from '../hook/detached.ts';
import { schemaProblems } from '../hook/schema-check.ts';
import { isKnownAction } from '../iam/known-actions.ts';
import { registerVersion } from '../samples/definition.ts';
import { provisionStorefront } from '../samples/storefront.ts';
import type { Command } from '../service.ts';
import { recordingScope } from './recording-scope.ts';
import { UsersSide } from './users-side.ts';

const call = { principal: { arn: 'arn:aws:iam::000000000000:role/test' }, command: '', requestId: '' };

/** Every command that the users' side answers, with an input that succeeds. */
async function answers() {
  const clock = new VirtualClock();
  const users = new UsersSide(recordingScope(clock), { plane: 'model' });
  const store = await provisionStorefront(users, { production: 'rule' });
  const version = { family: 'storefront', repository: 'storefront', version: 'v2', tags: {} };
  const taskDefinition = registerVersion(users, { ...version, containerHealthCheck: true });
  await clock.advanceBy(60_000);
  const { cluster, listenerArn: ListenerArn, ruleArn: RuleArn, loadBalancerArn } = store;
  const service = store.sides.blue.serviceName;
  const task = users.ecs.service(cluster, service).tasks[0]?.arn ?? '';
  const TargetGroupArn = store.sides.blue.targetGroupArn;
  const Actions = [{ Type: 'forward' as const, TargetGroupArn }];
  const Conditions = [{ Field: 'path-pattern', Values: ['/x'] }];
  const spare = {
    group: users.elbv2.createTargetGroup({ name: 'spare' }).arn,
    rule: users.elbv2.createRule({
      listenerArn: ListenerArn,
      priority: 40,
      conditions: Conditions,
      actions: Actions,
    }).arn,
  };
  const group = users.autoScalingGroups.createGroup({
    name: 'workers',
    min: 0,
    max: 2,
    desired: 1,
    policies: ['cpu'],
  }).name;
  const ServiceNamespace = 'ecs' as const;
  const ScalableDimension = 'ecs:service:DesiredCount' as const;
  const containerDefinitions = [{ name: 'app', image: 'nobody/nothing:latest', memory: 128 }];
  const inputs: [object, Record<string, object>][] = [
    [ecr, { DescribeImages: { repositoryName: 'storefront' } }],
    [
      elb,
      {
        DescribeLoadBalancers: { Names: ['storefront'] },
        DescribeListeners: { LoadBalancerArn: loadBalancerArn },
        DescribeRules: { ListenerArn },
        DescribeTargetGroups: { LoadBalancerArn: loadBalancerArn },
        DescribeTargetGroupAttributes: { TargetGroupArn },
        DescribeTargetHealth: { TargetGroupArn },
        CreateTargetGroup: { Name: 'new', Protocol: 'HTTP', Port: 80, VpcId: VPC_ID, TargetType: 'ip' },
        ModifyTargetGroupAttributes: {
          TargetGroupArn,
          Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '20' }],
        },
        DeleteTargetGroup: { TargetGroupArn: spare.group },
        CreateRule: { ListenerArn, Priority: 50, Conditions, Actions },
        SetRulePriorities: { RulePriorities: [{ RuleArn: spare.rule, Priority: 60 }] },
        DeleteRule: { RuleArn: spare.rule },
        AddTags: { ResourceArns: [TargetGroupArn], Tags: [{ Key: 'a', Value: 'b' }] },
        DescribeTags: { ResourceArns: [ListenerArn, TargetGroupArn] },
        ModifyListener: { ListenerArn, DefaultActions: Actions },
        ModifyRule: { RuleArn, Actions },
      },
    ],
    [
      ecs,
      {
        DescribeServices: { cluster, services: [service, 'nobody'], include: ['TAGS'] },
        UpdateService: { cluster, service, taskDefinition },
        CreateService: { cluster, serviceName: 'new', taskDefinition, launchType: 'FARGATE' },
        DeleteService: { cluster, service: store.sides.green.serviceName },
        DeregisterTaskDefinition: { taskDefinition: 'storefront:1' },
        TagResource: { resourceArn: store.sides.blue.serviceArn, tags: [{ key: 'a', value: 'b' }] },
        RegisterTaskDefinition: { family: 'other', containerDefinitions, tags: [{ key: 'a', value: 'b' }] },
        DescribeTaskDefinition: { taskDefinition, include: ['TAGS'] },
        ListTasks: { cluster, serviceName: service },
        ListClusters: {},
        ListServices: { cluster },
        DescribeTasks: { cluster, tasks: [task, 'nobody'], include: ['TAGS'] },
        StopTask: { cluster, task, reason: 'asked for' },
        ListTagsForResource: { resourceArn: store.sides.blue.serviceArn },
      },
    ],
    [
      scaling,
      {
        DescribeScalableTargets: { ServiceNamespace },
        DescribeScalingPolicies: { ServiceNamespace },
        PutScalingPolicy: {
          ServiceNamespace,
          ScalableDimension,
          ResourceId: store.sides.blue.resourceId,
          PolicyName: 'cpu',
          PolicyType: 'TargetTrackingScaling',
          TargetTrackingScalingPolicyConfiguration: {
            TargetValue: 50,
            PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
          },
        },
        DeregisterScalableTarget: {
          ServiceNamespace,
          ScalableDimension,
          ResourceId: store.sides.green.resourceId,
        },
        RegisterScalableTarget: {
          ServiceNamespace,
          ScalableDimension,
          ResourceId: store.sides.blue.resourceId,
        },
      },
    ],
    [
      groups,
      {
        DescribeAutoScalingGroups: { AutoScalingGroupNames: [group] },
        DescribePolicies: { AutoScalingGroupName: group },
        UpdateAutoScalingGroup: { AutoScalingGroupName: group, MinSize: 1 },
      },
    ],
  ];
  const answered = users.services.flatMap(({ commands }, index) => {
    const [client = {}, byName = {}] = inputs[index] ?? [];
    return Object.entries(commands).map(([name, command]) => {
      const run = command as Command<object, object>;
      const input = byName[name];
      if (input === undefined) throw new Error(`No input for ${name}.`);
      return { name, client, input, needs: run.needs(input, call), output: run.run(input, call) };
    });
  });
  await users.close();
  return answered;
}

function schemaOf(client: object, name: string, input: object, position: 4 | 5): SchemaRef {
  const make = Reflect.get(client, `${name}Command`) as new (input: object) => { schema: SchemaRef[] };
  const schema = new make(input).schema[position];
  if (schema === undefined) throw new Error(`${name} has no schema.`);
  return schema;
}

describe('every command of the users’ side', () => {
  it('answers what the SDK’s own schemas allow, and needs actions that AWS knows', async () => {
    for (const { name, client, input, needs, output } of await answers()) {
      expect(schemaProblems(schemaOf(client, name, input, 4), input), `input of ${name}`).toEqual([]);
      const problems = schemaProblems(schemaOf(client, name, input, 5), detached(await output));
      expect(problems, `output of ${name}`).toEqual([]);
      expect(needs.length, `needs of ${name}`).toBeGreaterThan(0);
      for (const { action } of needs) expect(isKnownAction(action), action).toBe(true);
    }
  });
});
