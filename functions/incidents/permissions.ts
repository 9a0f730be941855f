import type { Statement } from '../operation.ts';

/** Reading an incident, and writing it with its audit and the list of open ones. */
export const CHANGE_INCIDENT: Statement = {
  actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PutItem'],
  resources: ['{table}'],
};

export const READ_INCIDENTS: readonly Statement[] = [
  { actions: ['dynamodb:BatchGetItem'], resources: ['{table}'] },
  { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
];

/** The token is the permission. */
export const ANSWER_TOKEN: Statement = { actions: ['states:SendTaskSuccess'], resources: ['*'] };

export const TELL: Statement = { actions: ['sqs:SendMessage'], resources: ['{queue:notifications}'] };
