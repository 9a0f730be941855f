import type { Statement } from '../operation.ts';

/** Reading records; also what `commit` checks before it writes. */
export const READ_RECORDS: Statement = {
  actions: ['dynamodb:GetItem'],
  resources: ['{table}'],
};

/** Writing a record with its audit: every change is one transaction of puts. */
export const WRITE_RECORDS: Statement = {
  actions: ['dynamodb:PutItem'],
  resources: ['{table}'],
};

export const DELETE_RECORDS: Statement = {
  actions: ['dynamodb:DeleteItem'],
  resources: ['{table}'],
};

export const PUBLISH: Statement = { actions: ['events:PutEvents'], resources: ['{bus}'] };
