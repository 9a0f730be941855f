import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { deployment } from '../../runs/answer.ts';
import { deploymentId } from '../../runs/fields.ts';
import { READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';

export const definition = defineOperation({
  name: 'reject',
  noun: 'approvals',
  summary: 'Reject the plan of a deployment that waits for approval; nothing has been changed.',
  risk: 'change',
  // An approver need not be one who may deploy; see `core/authorise.ts`.
  role: 'approver',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    deploymentId,
    reason: z.string().min(1).max(500).describe('Why; for the audit and the requester.'),
  }),
  output: z.strictObject({ deployment }),
  timeoutSeconds: 29,
  permissions: [
    READ_RECORDS,
    WRITE_RECORDS,
    { actions: ['states:StopExecution'], resources: ['{deploymentExecutions}'] },
    { actions: ['states:StartExecution'], resources: ['{restoreMachine}'] },
  ],
});
