import { Fn, type aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { SERVICE_TAG } from '../../core/services/pair.ts';
import type { Wildcard } from './acknowledged-wildcards.ts';

export interface PairResources {
  readonly service: string;
  readonly cluster: string;
  readonly prefix: string;
  readonly listenerArn: string;
}

const SCALING_ROLE = 'AWSServiceRoleForApplicationAutoScaling_ECSService';
const SCALING_SERVICE = 'ecs.application-autoscaling.amazonaws.com';

/** What the provider of one pair may do: change its own services, its own rule and their limits, and read. */
export function pairPermissions(
  scope: Construct,
  pair: PairResources,
): { readonly statements: iam.PolicyStatementProps[]; readonly wildcards: Wildcard[] } {
  const { partition, region, account } = Stack.of(scope);
  const arn = (service: string, rest: string) => `arn:${partition}:${service}:${region}:${account}:${rest}`;
  const services = ['blue', 'green'].map((side) =>
    arn('ecs', `service/${pair.cluster}/${pair.prefix}-${side}`),
  );
  const rules = `${Fn.join(':listener-rule/', Fn.split(':listener/', pair.listenerArn))}/*`;
  const targets = arn('application-autoscaling', 'scalable-target/*');
  const statements = [
    {
      actions: ['CreateService', 'DeleteService', 'DescribeServices', 'TagResource', 'UpdateService'].map(
        (action) => `ecs:${action}`,
      ),
      resources: services,
    },
    { actions: ['elasticloadbalancing:CreateRule'], resources: [pair.listenerArn] },
    {
      actions: ['elasticloadbalancing:AddTags'],
      resources: [rules],
      conditions: { StringEquals: { 'elasticloadbalancing:CreateAction': 'CreateRule' } },
    },
    {
      actions: ['DeleteRule', 'ModifyRule', 'SetRulePriorities'].map(
        (action) => `elasticloadbalancing:${action}`,
      ),
      resources: [rules],
      conditions: { StringEquals: { [`aws:ResourceTag/${SERVICE_TAG}`]: pair.service } },
    },
    {
      actions: ['DeregisterScalableTarget', 'RegisterScalableTarget'].map(
        (action) => `application-autoscaling:${action}`,
      ),
      resources: [targets],
      conditions: {
        StringEquals: {
          'application-autoscaling:service-namespace': 'ecs',
          'application-autoscaling:scalable-dimension': 'ecs:service:DesiredCount',
        },
      },
    },
    {
      actions: [
        'application-autoscaling:DescribeScalableTargets',
        'elasticloadbalancing:DescribeRules',
        'elasticloadbalancing:DescribeTargetHealth',
      ],
      resources: ['*'],
    },
    {
      // The first scalable target of an account makes the role that scales it.
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [
        `arn:${partition}:iam::${account}:role/aws-service-role/${SCALING_SERVICE}/${SCALING_ROLE}`,
      ],
      conditions: { StringLike: { 'iam:AWSServiceName': SCALING_SERVICE } },
    },
  ];
  return {
    statements,
    wildcards: [
      { resource: '*', reason: 'Describing rules, target health and scalable targets knows no resources.' },
      {
        resource: rules,
        reason: 'The ARN of the pair’s rule is made with it; the condition asks for its tag.',
      },
      {
        resource: targets,
        reason:
          'A scalable target has no ARN before it is registered; the condition leaves those of ECS services.',
      },
    ],
  };
}
