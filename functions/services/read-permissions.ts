import type { Statement } from '../operation.ts';
import { READ_ALARMS } from '../runs/metric-permissions.ts';

/** Reading everything of a user's resources that readiness is decided by. */
export const READ_TARGETS: readonly Statement[] = [
  { actions: ['ecs:DescribeServices'], resources: ['arn:aws:ecs:{region}:{account}:service/*'] },
  { actions: ['ecs:ListTasks'], resources: ['arn:aws:ecs:{region}:{account}:container-instance/*'] },
  { actions: ['ecs:DescribeTasks'], resources: ['arn:aws:ecs:{region}:{account}:task/*'] },
  // These know no resources, or no ARN before they have answered.
  {
    actions: [
      'application-autoscaling:DescribeScalableTargets',
      'application-autoscaling:DescribeScalingPolicies',
      'ecs:DescribeTaskDefinition',
      'elasticloadbalancing:DescribeListeners',
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeRules',
      'elasticloadbalancing:DescribeTags',
      'elasticloadbalancing:DescribeTargetGroupAttributes',
      'elasticloadbalancing:DescribeTargetGroups',
    ],
    resources: ['*'],
  },
  { actions: ['ecr:DescribeImages'], resources: ['arn:aws:ecr:{region}:{account}:repository/*'] },
  {
    actions: ['lambda:GetAlias', 'lambda:ListTags', 'lambda:GetFunctionConfiguration'],
    resources: ['arn:aws:lambda:{region}:{account}:function:*'],
  },
  READ_ALARMS,
];
