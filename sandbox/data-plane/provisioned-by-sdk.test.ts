import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
  DescribeScalingPoliciesCommand,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CreateServiceCommand,
  DeleteServiceCommand,
  DeregisterTaskDefinitionCommand,
  DescribeServicesCommand,
  ECSClient,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import {
  AddTagsCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DeleteRuleCommand,
  DeleteTargetGroupCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupAttributesCommand,
  SetRulePrioritiesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clients } from '../../functions/clients.ts';
import { Account } from '../account/account.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { VPC_ID } from '../elbv2/describe.ts';
import { type PlainService, provisionPlainService } from '../samples/plain-service.ts';

const USER = 'arn:aws:iam::000000000000:role/user';
const PLACE = { Protocol: 'HTTP', Port: 8080, VpcId: VPC_ID, TargetType: 'ip' } as const;

let account: Account;
let clock: VirtualClock;
let clients: Clients;
let plain: PlainService;
beforeEach(async () => {
  clock = new VirtualClock();
  account = new Account({ plane: 'model', clock, seed: 5 });
  account.iam.setStatements(USER, [{ actions: ['*'], resources: ['*'] }]);
  clients = account.dispatcher.clientsFor({ arn: USER });
  plain = await provisionPlainService(account.users, { name: 'web' });
  await clock.advanceBy(60_000);
});
afterEach(() => account.close());

const elb = () => clients(ElasticLoadBalancingV2Client);
const ecs = () => clients(ECSClient);
const scaling = () => clients(ApplicationAutoScalingClient);

async function group(name: string): Promise<string> {
  const { TargetGroups } = await elb().send(new CreateTargetGroupCommand({ Name: name, ...PLACE }));
  return TargetGroups?.[0]?.TargetGroupArn ?? '';
}

const rule = (Priority: number, TargetGroupArn: string) =>
  new CreateRuleCommand({
    ListenerArn: plain.listenerArn,
    Priority,
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/checkout'] } }],
    Actions: [{ Type: 'forward', TargetGroupArn }],
  });

describe('what users make with the SDK', () => {
  it('is a target group with the defaults of AWS, once under each name', async () => {
    const arn = await group('other');
    const attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '20' }];
    await elb().send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn: arn, Attributes: attributes }));
    await elb().send(new AddTagsCommand({ ResourceArns: [arn], Tags: [{ Key: 'a', Value: 'b' }] }));
    const { TargetGroups } = await elb().send(new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] }));
    expect(TargetGroups).toMatchObject([{ HealthCheckPath: '/', HealthCheckIntervalSeconds: 30 }]);
    expect(account.users.elbv2.group(arn).deregistrationDelaySeconds).toBe(20);
    expect(account.scope.tags.get(arn)).toEqual({ a: 'b' });
    await expect(group('other')).rejects.toMatchObject({ name: 'DuplicateTargetGroupNameException' });
    await elb().send(new DeleteTargetGroupCommand({ TargetGroupArn: arn }));
    await group('other');
  });

  it('is a rule that leads requests from its priority on, until it is moved or deleted', async () => {
    const arn = await group('other');
    const { Rules } = await elb().send(rule(5, arn));
    const RuleArn = Rules?.[0]?.RuleArn ?? '';
    const traffic = account.users.call(plain.listenerArn, { requestsPerSecond: 10 });
    await clock.advanceBy(1_000);
    expect(traffic.log.counts().byStatus).toEqual({ 503: 10 });
    await expect(elb().send(rule(5, arn))).rejects.toMatchObject({ name: 'PriorityInUseException' });
    const inUse = elb().send(new DeleteTargetGroupCommand({ TargetGroupArn: arn }));
    await expect(inUse).rejects.toMatchObject({ name: 'ResourceInUseException' });
    await elb().send(rule(9, plain.targetGroupArn));
    await elb().send(new SetRulePrioritiesCommand({ RulePriorities: [{ RuleArn, Priority: 20 }] }));
    await clock.advanceBy(1_000);
    expect(traffic.log.counts().byStatus).toEqual({ 200: 10, 503: 10 });
    await elb().send(new DeleteRuleCommand({ RuleArn }));
    await elb().send(new DeleteTargetGroupCommand({ TargetGroupArn: arn }));
  });

  it('is a service, which ends with its tasks', async () => {
    const arn = await group('other');
    await elb().send(rule(5, arn));
    const make = new CreateServiceCommand({
      cluster: 'web',
      serviceName: 'other',
      taskDefinition: plain.taskDefinitionArn,
      desiredCount: 1,
      launchType: 'FARGATE',
      loadBalancers: [{ targetGroupArn: arn, containerName: 'app', containerPort: 8080 }],
    });
    await ecs().send(make);
    await expect(ecs().send(make)).rejects.toThrow('Creation of service was not idempotent.');
    await clock.advanceBy(60_000);
    const own = { cluster: 'web', service: 'other' };
    await expect(ecs().send(new DeleteServiceCommand(own))).rejects.toThrow('scaled above 0');
    await ecs().send(new DeleteServiceCommand({ ...own, force: true }));
    const { failures } = await ecs().send(
      new DescribeServicesCommand({ cluster: 'web', services: ['other'] }),
    );
    expect(failures).toMatchObject([{ reason: 'MISSING' }]);
    await clock.advanceBy(120_000);
    expect(account.users.elbv2.group(arn).targets.size).toBe(0);
  });

  it('takes no revision that is inactive, and moves tasks when their network changes', async () => {
    const { taskDefinitionArn } = plain;
    await ecs().send(new DeregisterTaskDefinitionCommand({ taskDefinition: taskDefinitionArn }));
    const own = { cluster: 'web', service: 'web' };
    await expect(
      ecs().send(new UpdateServiceCommand({ ...own, taskDefinition: taskDefinitionArn })),
    ).rejects.toThrow('TaskDefinition is inactive');
    const networkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-c'] } };
    const { service } = await ecs().send(new UpdateServiceCommand({ ...own, networkConfiguration }));
    expect(service).toMatchObject({ networkConfiguration, deployments: [{ status: 'PRIMARY' }, {}] });
  });

  it('is a policy of a scalable target, and goes with it', async () => {
    const ResourceId = plain.resourceId;
    const target = {
      ServiceNamespace: 'ecs',
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId,
    } as const;
    const put = (TargetValue: number, PolicyName: string) =>
      scaling().send(
        new PutScalingPolicyCommand({
          ...target,
          PolicyName,
          PolicyType: 'TargetTrackingScaling',
          TargetTrackingScalingPolicyConfiguration: {
            TargetValue,
            PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
          },
        }),
      );
    const { PolicyARN } = await put(60, 'cpu');
    expect((await put(70, 'cpu')).PolicyARN).toBe(PolicyARN);
    const policies = async () =>
      (await scaling().send(new DescribeScalingPoliciesCommand(target))).ScalingPolicies ?? [];
    expect((await policies()).map(({ PolicyName }) => PolicyName)).toEqual(['web-cpu', 'cpu']);
    await scaling().send(new DeregisterScalableTargetCommand(target));
    expect(await policies()).toEqual([]);
    await expect(put(60, 'cpu')).rejects.toMatchObject({ name: 'ObjectNotFoundException' });
    await scaling().send(new RegisterScalableTargetCommand({ ...target, MinCapacity: 1, MaxCapacity: 2 }));
  });
});
