import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { run } from '../../runbooks/answer.ts';
import { runId } from '../../runbooks/fields.ts';
import { FAIL_RUN } from '../../runbooks/permissions.ts';
import { deployment } from '../../runs/answer.ts';
import { deploymentId } from '../../runs/fields.ts';
import { forcedShown, scalingId } from '../../scaling/fields.ts';

export const definition = defineOperation({
  name: 'reject',
  noun: 'approvals',
  summary:
    'Reject the plan of a deployment or of a run, or the question of a step, that waits for an answer.',
  risk: 'change',
  // An approver need not be one who may deploy; see `policies/operate.cedar`.
  role: 'approver',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    deploymentId: deploymentId.optional().describe('The deployment; or else a run.'),
    runId: runId.optional().describe('The run of a runbook; or else a deployment.'),
    scalingId: scalingId.optional().describe('A change of capacity that passes the limits.'),
    reason: z.string().min(1).max(500).describe('Why; for the audit and the requester.'),
  }),
  output: z.strictObject({
    deployment: deployment.optional(),
    run: run.optional(),
    scaling: forcedShown.optional(),
  }),
  timeoutSeconds: 29,
  permissions: [
    ...FAIL_RUN,
    // The task token is the permission.
    { actions: ['states:SendTaskFailure'], resources: ['*'] },
    { actions: ['states:StopExecution'], resources: ['{deploymentExecutions}'] },
    { actions: ['states:StartExecution'], resources: ['{restoreMachine}'] },
  ],
});
