import { defineOperation } from '../../operation.ts';
import { queueBatch, queueFailures } from '../../queue-batch.ts';
import { READ_METRICS } from '../../runs/metric-permissions.ts';
import { PUBLISH } from '../../runs/record-permissions.ts';
import { LOCATE, START_ESCALATION, START_RECOVERY } from '../permissions.ts';

export const definition = defineOperation({
  name: 'ingest_signals',
  noun: 'incidents',
  summary: 'Turn alarms, webhook deliveries and failed deployments into incidents.',
  risk: 'change',
  surfaces: [],
  input: queueBatch,
  output: queueFailures,
  permissions: [
    READ_METRICS,
    { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PutItem'], resources: ['{table}'] },
    ...LOCATE,
    PUBLISH,
    START_ESCALATION,
    START_RECOVERY,
  ],
  timeoutSeconds: 120,
  triggers: [
    {
      type: 'queue',
      name: 'signals',
      batchSize: 500,
      windowSeconds: 2,
      concurrency: 2,
      topic: true,
      events: [
        {
          name: 'alarm-changed',
          pattern: { source: ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'] },
        },
        {
          name: 'deployment-decided',
          bus: 'product',
          // Whatever is attached to one that is held would be heard of nowhere.
          pattern: {
            source: ['operate'],
            'detail-type': ['DeploymentFailed', 'DeploymentPromoted', 'DeploymentHeld'],
          },
        },
      ],
    },
  ],
});
