import { defineOperation } from '../../operation.ts';
import { queueBatch, queueFailures } from '../../queue-batch.ts';
import { ENQUEUE } from '../permissions.ts';

export const definition = defineOperation({
  name: 'deliver_notifications',
  noun: 'notifications',
  summary: 'Deliver queued notifications to their channels, each at most once.',
  risk: 'change',
  surfaces: [],
  input: queueBatch,
  output: queueFailures,
  permissions: [
    {
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      resources: ['{table}'],
    },
    ENQUEUE,
    {
      actions: ['secretsmanager:GetSecretValue'],
      resources: ['arn:aws:secretsmanager:{region}:{account}:secret:operate/*'],
    },
    { actions: ['ses:SendEmail'], resources: ['arn:aws:ses:{region}:{account}:identity/*'] },
    // A phone number is no resource that a policy can name.
    { actions: ['sns:Publish'], resources: ['*'] },
  ],
  timeoutSeconds: 60,
  triggers: [{ type: 'queue', name: 'notifications', batchSize: 10, windowSeconds: 0, concurrency: 5 }],
});
