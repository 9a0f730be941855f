import type {
  DescribeScalableTargetsCommandInput,
  DescribeScalableTargetsCommandOutput,
  DescribeScalingPoliciesCommandInput,
  DescribeScalingPoliciesCommandOutput,
  RegisterScalableTargetCommandInput,
  RegisterScalableTargetCommandOutput,
  ScalableTarget,
  ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { pageOf } from '../elbv2/page.ts';
import type { Need } from '../service.ts';
import type { ApplicationAutoScaling } from './application-auto-scaling.ts';
import { provisionCommands } from './provision-commands.ts';
import type { PolicyRecord, ScalableTargetRecord } from './records.ts';

const PAGE_SIZE = 50;
const ECS_SERVICE = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;

type Answer<Output> = Omit<Output, '$metadata'>;

function describedTarget(record: ScalableTargetRecord, RoleARN: string): ScalableTarget {
  return {
    ...ECS_SERVICE,
    ResourceId: record.resourceId,
    MinCapacity: record.minCapacity,
    MaxCapacity: record.maxCapacity,
    RoleARN,
    CreationTime: new Date(record.createdAt),
    SuspendedState: { ...record.suspended },
    ScalableTargetARN: record.arn,
  };
}

function describedPolicy(record: PolicyRecord): ScalingPolicy {
  return {
    ...ECS_SERVICE,
    PolicyARN: record.arn,
    PolicyName: record.name,
    ResourceId: record.resourceId,
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: record.targetValue,
      PredefinedMetricSpecification: { PredefinedMetricType: record.metric },
      ScaleOutCooldown: record.scaleOutCooldownSeconds,
      ScaleInCooldown: record.scaleInCooldownSeconds,
    },
    CreationTime: new Date(record.createdAt),
  };
}

function describeTargets(
  scaling: ApplicationAutoScaling,
  input: DescribeScalableTargetsCommandInput,
): Answer<DescribeScalableTargetsCommandOutput> {
  const wanted = [...scaling.targets.values()]
    .filter(() => input.ServiceNamespace === 'ecs')
    .filter(({ resourceId }) => input.ResourceIds?.includes(resourceId) ?? true);
  const { items, next } = pageOf(wanted, input.NextToken, input.MaxResults ?? PAGE_SIZE);
  const ScalableTargets = items.map((record) => describedTarget(record, scaling.serviceRoleArn));
  return { ScalableTargets, NextToken: next };
}

function describePolicies(
  scaling: ApplicationAutoScaling,
  input: DescribeScalingPoliciesCommandInput,
): Answer<DescribeScalingPoliciesCommandOutput> {
  const wanted = scaling.policies
    .filter(() => input.ServiceNamespace === 'ecs')
    .filter(({ resourceId }) => input.ResourceId === undefined || resourceId === input.ResourceId)
    .filter(({ name }) => input.PolicyNames?.includes(name) ?? true);
  const { items, next } = pageOf(wanted, input.NextToken, input.MaxResults ?? PAGE_SIZE);
  return { ScalingPolicies: items.map(describedPolicy), NextToken: next };
}

function registerNeeds(
  scaling: ApplicationAutoScaling,
  input: RegisterScalableTargetCommandInput,
): readonly Need[] {
  const resource = scaling.targetArn(input.ResourceId ?? '');
  const conditions = {
    'application-autoscaling:service-namespace': input.ServiceNamespace ?? '',
    'application-autoscaling:scalable-dimension': input.ScalableDimension ?? '',
  };
  const needs: Need[] = [{ action: 'application-autoscaling:RegisterScalableTarget', resource, conditions }];
  if (input.Tags !== undefined) needs.push({ action: 'application-autoscaling:TagResource', resource });
  return needs;
}

/** The commands of Application Auto Scaling that the product uses. */
export function autoScalingCommands(scaling: ApplicationAutoScaling) {
  return {
    ...provisionCommands(scaling),
    DescribeScalableTargets: {
      run: (input: DescribeScalableTargetsCommandInput) => describeTargets(scaling, input),
      needs: (): readonly Need[] => [
        { action: 'application-autoscaling:DescribeScalableTargets', resource: '*' },
      ],
    },
    DescribeScalingPolicies: {
      run: (input: DescribeScalingPoliciesCommandInput) => describePolicies(scaling, input),
      needs: (): readonly Need[] => [
        { action: 'application-autoscaling:DescribeScalingPolicies', resource: '*' },
      ],
    },
    RegisterScalableTarget: {
      run: (input: RegisterScalableTargetCommandInput): Answer<RegisterScalableTargetCommandOutput> => ({
        ScalableTargetARN: scaling.register(input).arn,
      }),
      needs: (input: RegisterScalableTargetCommandInput) => registerNeeds(scaling, input),
    },
  };
}
