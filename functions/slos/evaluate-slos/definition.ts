import { z } from 'zod';
import { EVALUATED_EVERY_MINUTES } from '../../../core/slo/cost.ts';
import { defineOperation } from '../../operation.ts';
import { READ_METRICS } from '../../runs/metric-permissions.ts';

export const definition = defineOperation({
  name: 'evaluate_slos',
  noun: 'slos',
  summary: 'Count what came since, and tell incidents where an error budget burns.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({}),
  output: z.strictObject({
    evaluated: z.int().describe('Objectives of which it is known how they stand.'),
    told: z.int().describe('Signals that were sent.'),
    notSeen: z.array(z.string()).describe('Objectives that could not be evaluated, and why.'),
  }),
  permissions: [
    { actions: ['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:Query'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
    READ_METRICS,
    { actions: ['sqs:SendMessage'], resources: ['{queue:signals}'] },
  ],
  timeoutSeconds: 240,
  triggers: [{ type: 'schedule', name: 'slos', expression: `rate(${EVALUATED_EVERY_MINUTES} minutes)` }],
});
