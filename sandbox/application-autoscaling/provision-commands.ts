import type {
  DeregisterScalableTargetCommandInput,
  PutScalingPolicyCommandInput,
  PutScalingPolicyCommandOutput,
} from '@aws-sdk/client-application-auto-scaling';
import { refuseOtherMembers, SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { Need } from '../service.ts';
import type { ApplicationAutoScaling } from './application-auto-scaling.ts';
import type { TrackedMetric } from './records.ts';

const FILE = 'sandbox/application-autoscaling/provision-commands.ts';
const METRICS: readonly string[] = ['ECSServiceAverageCPUUtilization', 'ALBRequestCountPerTarget'];
const TRACKING = ['TargetValue', 'PredefinedMetricSpecification', 'ScaleOutCooldown', 'ScaleInCooldown'];

type Answer<Output> = Omit<Output, '$metadata'>;

function isTracked(metric: string | undefined): metric is TrackedMetric {
  return metric !== undefined && METRICS.includes(metric);
}

function putPolicy(
  scaling: ApplicationAutoScaling,
  input: PutScalingPolicyCommandInput,
): Answer<PutScalingPolicyCommandOutput> {
  const { PolicyName = '', ResourceId = '', PolicyType, TargetTrackingScalingPolicyConfiguration } = input;
  if (PolicyType !== 'TargetTrackingScaling' || !TargetTrackingScalingPolicyConfiguration)
    throw new SandboxNotImplemented(`scaling policies of type ${PolicyType}`, FILE);
  const tracking = TargetTrackingScalingPolicyConfiguration;
  refuseOtherMembers('PutScalingPolicy', tracking, TRACKING, FILE);
  const metric = tracking.PredefinedMetricSpecification?.PredefinedMetricType;
  if (!isTracked(metric)) throw new SandboxNotImplemented(`target tracking of ${metric}`, FILE);
  const policy = scaling.putTargetTracking({
    name: PolicyName,
    resourceId: ResourceId,
    metric,
    targetValue: tracking.TargetValue ?? 0,
    ...(tracking.ScaleOutCooldown !== undefined && { scaleOutCooldownSeconds: tracking.ScaleOutCooldown }),
    ...(tracking.ScaleInCooldown !== undefined && { scaleInCooldownSeconds: tracking.ScaleInCooldown }),
  });
  return { PolicyARN: policy.arn, Alarms: [] };
}

function needs(
  scaling: ApplicationAutoScaling,
  action: string,
  input: PutScalingPolicyCommandInput | DeregisterScalableTargetCommandInput,
): readonly Need[] {
  const conditions = {
    'application-autoscaling:service-namespace': input.ServiceNamespace ?? '',
    'application-autoscaling:scalable-dimension': input.ScalableDimension ?? '',
  };
  const resource = scaling.targetArn(input.ResourceId ?? '');
  return [{ action: `application-autoscaling:${action}`, resource, conditions }];
}

/** Commands by which users and CloudFormation give a target its policies, or take it away. */
export function provisionCommands(scaling: ApplicationAutoScaling) {
  return {
    PutScalingPolicy: {
      run: (input: PutScalingPolicyCommandInput) => putPolicy(scaling, input),
      needs: (input: PutScalingPolicyCommandInput) => needs(scaling, 'PutScalingPolicy', input),
    },
    DeregisterScalableTarget: {
      run: ({ ResourceId = '' }: DeregisterScalableTargetCommandInput) => {
        scaling.deregister(ResourceId);
        return {};
      },
      needs: (input: DeregisterScalableTargetCommandInput) =>
        needs(scaling, 'DeregisterScalableTarget', input),
    },
  };
}
