import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { run } from '../../runbooks/answer.ts';
import { runId } from '../../runbooks/fields.ts';
import { deployment } from '../../runs/answer.ts';
import { deploymentId } from '../../runs/fields.ts';
import { PUBLISH, READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';
import { forcedShown, scalingId } from '../../scaling/fields.ts';

export const definition = defineOperation({
  name: 'approve',
  noun: 'approvals',
  summary:
    'Approve the plan of a deployment or of a run that somebody else asked for, or answer the question of a step.',
  risk: 'change',
  // An approver need not be one who may deploy; see `policies/operate.cedar`.
  role: 'approver',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    deploymentId: deploymentId.optional().describe('The deployment; or else a run.'),
    runId: runId.optional().describe('The run of a runbook; or else a deployment.'),
    scalingId: scalingId.optional().describe('A change of capacity that passes the limits.'),
    planHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('The plan that is approved; it must be the one that waits.'),
  }),
  output: z.strictObject({
    deployment: deployment.optional(),
    run: run.optional(),
    scaling: forcedShown.optional(),
  }),
  timeoutSeconds: 29,
  permissions: [
    READ_RECORDS,
    WRITE_RECORDS,
    { actions: ['states:SendTaskSuccess'], resources: ['*'] },
    PUBLISH,
  ],
});
