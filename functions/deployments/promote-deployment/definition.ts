import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { deployment } from '../../runs/answer.ts';
import { deploymentId } from '../../runs/fields.ts';
import { READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';

export const definition = defineOperation({
  name: 'promote_deployment',
  noun: 'deployments',
  summary: 'Promote a deployment without waiting for its remaining steps; its health proof still counts.',
  risk: 'change',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    deploymentId,
    reason: z.string().max(500).optional().describe('Why; for the audit.'),
  }),
  output: z.strictObject({ deployment }),
  timeoutSeconds: 29,
  permissions: [READ_RECORDS, WRITE_RECORDS, { actions: ['states:SendTaskSuccess'], resources: ['*'] }],
});
