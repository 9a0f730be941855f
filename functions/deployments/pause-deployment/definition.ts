import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { deployment } from '../../runs/answer.ts';
import { deploymentId } from '../../runs/fields.ts';
import { READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';

export const definition = defineOperation({
  name: 'pause_deployment',
  noun: 'deployments',
  summary: 'Hold a running deployment at its present weights from its next look on.',
  risk: 'change',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    deploymentId,
    reason: z.string().max(500).optional().describe('Why; for the audit.'),
  }),
  output: z.strictObject({ deployment }),
  timeoutSeconds: 29,
  permissions: [READ_RECORDS, WRITE_RECORDS],
});
