import type { Statement } from '../../operation.ts';

/** Reading the run, the service and its lease; writing the run with its audit. */
export const STEP_RECORDS: Statement = {
  actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  resources: ['{table}'],
};

/** The condition that no deployment is under way. */
export const CHECK_LEASE: Statement = { actions: ['dynamodb:ConditionCheckItem'], resources: ['{table}'] };

/** Users' resources carry the tag; a resource without it is out of reach. */
export const TAGGED = { StringLike: { 'aws:ResourceTag/operate:service': '*' } };

/** AWS knows no resource for them. */
export const READ_WEIGHTS: Statement = {
  actions: ['elasticloadbalancing:DescribeListeners', 'elasticloadbalancing:DescribeRules'],
  resources: ['*'],
};

export const READ_TARGET_HEALTH: Statement = {
  actions: ['elasticloadbalancing:DescribeTargetHealth'],
  resources: ['*'],
};

export const READ_SCALING: Statement = {
  actions: ['application-autoscaling:DescribeScalableTargets'],
  resources: ['*'],
};

const ECS_SERVICES = 'arn:aws:ecs:{region}:{account}:service/*';

export const READ_ECS_SERVICES: Statement = {
  actions: ['ecs:DescribeServices'],
  resources: [ECS_SERVICES],
  conditions: TAGGED,
};

export const UPDATE_ECS_SERVICES: Statement = {
  actions: ['ecs:UpdateService'],
  resources: [ECS_SERVICES],
  conditions: TAGGED,
};
