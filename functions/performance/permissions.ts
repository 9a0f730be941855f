import type { Statement } from '../operation.ts';
import { TAGGED } from '../runs/ecs-permissions.ts';

/** Reading a ledger and writing it with its audit. */
export const CHANGE_PERFORMANCE: Statement = {
  actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  resources: ['{table}'],
};

export const FUNCTIONS = 'arn:aws:lambda:{region}:{account}:function:*';

export const READ_CONFIGURATIONS: Statement = {
  actions: ['lambda:GetFunctionConfiguration'],
  resources: [FUNCTIONS],
  conditions: TAGGED,
};

export const READ_DEFINITIONS: Statement = { actions: ['ecs:DescribeTaskDefinition'], resources: ['*'] };
