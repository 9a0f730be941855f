import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { deploymentId } from '../../runs/fields.ts';
import { PUBLISH, READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';
import { RESCHEDULE } from '../../runs/schedule-permissions.ts';
import { machineAnswer } from '../machine-answer.ts';

export const definition = defineOperation({
  name: 'await_approval',
  noun: 'rollouts',
  summary: 'Ask a second person to approve a deployment before it changes anything.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    deploymentId,
    token: z.string().max(2048).describe('Task token that the answer answers.'),
    timeoutSeconds: z.int().min(1).describe('Seconds after which the request lapses.'),
  }),
  output: machineAnswer,
  timeoutSeconds: 30,
  permissions: [
    READ_RECORDS,
    WRITE_RECORDS,
    PUBLISH,
    ...RESCHEDULE,
    { actions: ['states:SendTaskSuccess'], resources: ['*'] },
  ],
});
