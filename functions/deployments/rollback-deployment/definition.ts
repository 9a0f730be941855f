import { z } from 'zod';
import { versionLabel } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { deployment } from '../../runs/answer.ts';
import { deploymentId } from '../../runs/fields.ts';
import { READ_ALARMS } from '../../runs/metric-permissions.ts';
import { PUBLISH, READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';
import { SCHEDULE } from '../../runs/schedule-permissions.ts';

export const definition = defineOperation({
  name: 'rollback_deployment',
  noun: 'deployments',
  summary:
    "Roll a deployment back: end a running one, or bring a finished one's service to any kept version.",
  risk: 'change',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    deploymentId,
    toVersion: versionLabel.optional().describe('A kept version; default the one that was live before.'),
    reason: z.string().max(500).optional().describe('Why; for the audit.'),
  }),
  output: z.strictObject({
    deployment: deployment.describe('The running deployment that ends, or the new one that goes back.'),
    warm: z.boolean().optional().describe('true when the version to go back to is still running.'),
  }),
  timeoutSeconds: 29,
  permissions: [
    READ_RECORDS,
    WRITE_RECORDS,
    PUBLISH,
    { actions: ['dynamodb:ConditionCheckItem'], resources: ['{table}'] },
    ...SCHEDULE,
    { actions: ['states:StartExecution'], resources: ['{deploymentMachine}', '{restoreMachine}'] },
    { actions: ['states:StopExecution'], resources: ['{deploymentExecutions}'] },
    {
      actions: ['lambda:InvokeFunction'],
      resources: [
        '{function:drive_ecs_pair}',
        '{function:drive_lambda_alias}',
        'arn:aws:lambda:{region}:{account}:function:operate-gate-*',
      ],
    },
    READ_ALARMS,
  ],
});
