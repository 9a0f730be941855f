import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { deployment } from '../../runs/answer.ts';
import { deploymentId } from '../../runs/fields.ts';
import { READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';

export const definition = defineOperation({
  name: 'approve',
  noun: 'approvals',
  summary: 'Approve the plan of a deployment that somebody else asked for.',
  risk: 'change',
  // An approver need not be one who may deploy; see `core/authorise.ts`.
  role: 'approver',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    deploymentId,
    planHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('The plan that is approved; it must be the one that waits.'),
  }),
  output: z.strictObject({ deployment }),
  timeoutSeconds: 29,
  permissions: [READ_RECORDS, WRITE_RECORDS, { actions: ['states:SendTaskSuccess'], resources: ['*'] }],
});
