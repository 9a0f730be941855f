import type { Statement } from '../operation.ts';

/** What an operation needs to tell channels something, besides GetItem and UpdateItem of the table. */
export const ENQUEUE: Statement = { actions: ['sqs:SendMessage'], resources: ['{queue:notifications}'] };

/** Seeing whether secrets of channels are there; only what sends reads their values. */
export const DESCRIBE_SECRETS: Statement = {
  actions: ['secretsmanager:DescribeSecret'],
  resources: ['arn:aws:secretsmanager:{region}:{account}:secret:operate/*'],
};
