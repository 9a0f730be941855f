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

export const START_ESCALATION: Statement = {
  actions: ['states:StartExecution'],
  resources: ['{machine:escalation}'],
};
export const START_RECOVERY: Statement = {
  actions: ['states:StartExecution'],
  resources: ['{machine:recovery}'],
};

/** Finding out where an alarm belongs. */
export const LOCATE: readonly Statement[] = [
  {
    actions: ['cloudwatch:ListTagsForResource'],
    resources: ['arn:aws:cloudwatch:{region}:{account}:alarm:*'],
  },
  { actions: ['dynamodb:Query'], resources: ['{table}', '{table}/index/gsi1'] },
];
