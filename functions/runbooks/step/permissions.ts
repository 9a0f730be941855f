import type { Statement } from '../../operation.ts';
import { ECS_SERVICES, READ_ECS_SERVICES, TAGGED } from '../../runs/ecs-permissions.ts';

/** Reading the run, the service and its lease; writing the run with its audit. */
export const STEP_RECORDS: Statement = {
  actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  resources: ['{table}'],
};

/** The condition that no deployment is under way. */
export const CHECK_LEASE: Statement = { actions: ['dynamodb:ConditionCheckItem'], resources: ['{table}'] };

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

/** A step that acts on the tasks of the side that serves, while no deployment does, and looks whether they are healthy. */
export const CHANGE_TASKS: readonly Statement[] = [
  STEP_RECORDS,
  CHECK_LEASE,
  READ_WEIGHTS,
  READ_TARGET_HEALTH,
  READ_ECS_SERVICES,
];

export const UPDATE_ECS_SERVICES: Statement = {
  actions: ['ecs:UpdateService'],
  resources: [ECS_SERVICES],
  conditions: TAGGED,
};
