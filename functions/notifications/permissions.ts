import type { Statement } from '../operation.ts';

/** What an operation needs to tell channels something, besides GetItem and UpdateItem of the table. */
export const ENQUEUE: Statement = { actions: ['sqs:SendMessage'], resources: ['{queue:notifications}'] };
