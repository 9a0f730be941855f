import type { Statement } from '../operation.ts';
import { READ_SCALING, READ_WEIGHTS, UPDATE_ECS_SERVICES } from '../runbooks/step/permissions.ts';
import { READ_ECS_SERVICES, TAGGED } from '../runs/ecs-permissions.ts';
import { READ_METRICS } from '../runs/metric-permissions.ts';

const FUNCTIONS = 'arn:aws:lambda:{region}:{account}:function:*';
const GROUPS = 'arn:aws:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/*';

export const READ_POLICIES: Statement = {
  actions: ['application-autoscaling:DescribeScalingPolicies'],
  resources: ['*'],
};

export const READ_CONCURRENCY: Statement = {
  actions: ['lambda:GetProvisionedConcurrencyConfig', 'lambda:GetFunctionConcurrency'],
  resources: [FUNCTIONS],
  conditions: TAGGED,
};

/** AWS knows no resource for them. */
export const READ_GROUPS: Statement = {
  actions: ['autoscaling:DescribeAutoScalingGroups', 'autoscaling:DescribePolicies'],
  resources: ['*'],
};

/** Looking at what is scaled, and changing it, for every driver. */
export const SCALE: readonly Statement[] = [
  {
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
    resources: ['{table}'],
  },
  READ_METRICS,
  READ_WEIGHTS,
  READ_ECS_SERVICES,
  UPDATE_ECS_SERVICES,
  READ_SCALING,
  READ_POLICIES,
  {
    actions: ['application-autoscaling:RegisterScalableTarget'],
    resources: ['arn:aws:application-autoscaling:{region}:{account}:scalable-target/*'],
    // Scalable targets made by CloudFormation carry no tags.
    conditions: {
      StringEquals: {
        'application-autoscaling:service-namespace': ['ecs', 'lambda'],
        'application-autoscaling:scalable-dimension': [
          'ecs:service:DesiredCount',
          'lambda:function:ProvisionedConcurrency',
        ],
      },
    },
  },
  READ_CONCURRENCY,
  {
    actions: [
      'lambda:PutProvisionedConcurrencyConfig',
      'lambda:DeleteProvisionedConcurrencyConfig',
      'lambda:PutFunctionConcurrency',
    ],
    resources: [FUNCTIONS],
    conditions: TAGGED,
  },
  READ_GROUPS,
  { actions: ['autoscaling:UpdateAutoScalingGroup'], resources: [GROUPS], conditions: TAGGED },
];
