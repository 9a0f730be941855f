import type { Statement } from '../operation.ts';

/** Counting letters without looking at them. */
export const COUNT: Statement = {
  actions: ['sqs:GetQueueAttributes'],
  resources: ['{deadLetterQueue}'],
};

/** Looking at letters hides them for a moment; they are given back as soon as they were seen. */
export const PEEK: Statement = {
  actions: ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'],
  resources: ['{deadLetterQueue}'],
};
