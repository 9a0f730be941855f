import { z } from 'zod';
import { endedBadly } from '../../ended-badly.ts';
import { defineOperation } from '../../operation.ts';
import { deploymentId } from '../../runs/fields.ts';
import { PUBLISH, READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';
import { machineAnswer } from '../machine-answer.ts';

const CAUSES = ['EXECUTION_ENDED', 'DEADLINE_PASSED'] as const;

export const definition = defineOperation({
  name: 'start_restore',
  noun: 'rollouts',
  summary:
    'Start the restore of a deployment whose execution ended badly, never began or passed its deadline.',
  risk: 'change',
  surfaces: [],
  input: z.union([
    z.strictObject({ deploymentId, cause: z.enum(CAUSES).describe('Who noticed.') }),
    z.strictObject({
      executionName: z.string().max(80).describe('Name of a restore execution that ended badly.'),
      cause: z.literal('RESTORE_ENDED').describe('A restore itself died.'),
    }),
  ]),
  output: machineAnswer,
  timeoutSeconds: 30,
  permissions: [
    READ_RECORDS,
    WRITE_RECORDS,
    PUBLISH,
    { actions: ['states:StartExecution'], resources: ['{restoreMachine}'] },
    { actions: ['states:DescribeExecution'], resources: ['{restoreExecutions}'] },
    { actions: ['states:StopExecution'], resources: ['{deploymentExecutions}'] },
  ],
  triggers: [
    {
      type: 'event',
      name: 'deployment-ended',
      pattern: endedBadly('{deploymentMachine}'),
      input: { deploymentId: '$.detail.name', cause: 'EXECUTION_ENDED' },
    },
    {
      type: 'event',
      name: 'restore-ended',
      pattern: endedBadly('{restoreMachine}'),
      input: { executionName: '$.detail.name', cause: 'RESTORE_ENDED' },
    },
    // The deadman of each deployment.
    { type: 'run-time-schedule' },
  ],
});
