import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { READ_METRICS } from '../../runs/metric-permissions.ts';

export const definition = defineOperation({
  name: 'watch_metrics',
  noun: 'metrics',
  summary:
    'Show the newest points of the main metrics of every registered service to its detectors, and tell what is odd.',
  // It keeps what the detectors know. Called by a schedule only.
  risk: 'change',
  surfaces: [],
  input: z.strictObject({}),
  output: z.strictObject({
    told: z.int().describe('Signals that were sent.'),
    watched: z.int().describe('Services whose newest points were seen.'),
    unreadable: z.array(z.string()).describe('Services of which CloudWatch did not answer, and why.'),
    left: z.int().describe('Services that there was no time for.'),
  }),
  permissions: [
    { actions: ['dynamodb:Query'], resources: ['{table}', '{table}/index/gsi1'] },
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] },
    READ_METRICS,
    { actions: ['sqs:SendMessage'], resources: ['{queue:signals}'] },
  ],
  timeoutSeconds: 120,
  triggers: [{ type: 'schedule', name: 'watch-metrics', expression: 'rate(20 minutes)' }],
});
