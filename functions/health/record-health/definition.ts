import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { EVERY_MINUTES } from '../kept.ts';
import { READ_PROBES, READ_SERVICES } from '../permissions.ts';

export const definition = defineOperation({
  name: 'record_health',
  noun: 'health',
  summary:
    'Probe the services that are watched, keep what was found, and tell of what fails or is well again.',
  risk: 'change',
  // Called by a schedule only.
  surfaces: [],
  input: z.strictObject({}),
  output: z.strictObject({
    services: z.int().describe('Services whose run was kept.'),
    skipped: z.int().describe('Services of which another run was kept just before.'),
    turns: z.int().describe('Probes that began to fire, or are well again.'),
    notReached: z.int().describe('Probes that there was no time for.'),
  }),
  permissions: [
    ...READ_SERVICES,
    ...READ_PROBES,
    { actions: ['dynamodb:BatchGetItem', 'dynamodb:PutItem'], resources: ['{table}'] },
    { actions: ['sqs:SendMessage'], resources: ['{queue:signals}'] },
  ],
  timeoutSeconds: 60,
  triggers: [{ type: 'schedule', name: 'record-health', expression: `rate(${EVERY_MINUTES} minutes)` }],
});
