import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { scanId } from '../fields.ts';
import { CONCLUDE_SECONDS } from '../times.ts';

export const definition = defineOperation({
  name: 'conclude_scan',
  noun: 'security',
  summary: 'Put together what the steps of a scan found, by rule, framework and urgency.',
  risk: 'change',
  // The last step of the machine.
  surfaces: [],
  input: z.strictObject({
    scanId,
    failed: z.string().max(2000).optional().describe('Why the machine ended before all was looked at.'),
  }),
  output: z.strictObject({ state: z.enum(['DONE', 'FAILED']), findings: z.int() }),
  permissions: [
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
  ],
  timeoutSeconds: CONCLUDE_SECONDS,
});
