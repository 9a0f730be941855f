import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { deploymentId, reason } from '../../runs/fields.ts';
import { PUBLISH, READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';
import { RESCHEDULE } from '../../runs/schedule-permissions.ts';
import { machineAnswer, stepIndex } from '../machine-answer.ts';

export const definition = defineOperation({
  name: 'hold_deployment',
  noun: 'rollouts',
  summary: 'Hold a deployment at its present weights until a person decides.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    deploymentId,
    step: stepIndex,
    reason,
    token: z.string().max(2048).describe('Task token that the decision answers.'),
    enteredAt: z
      .string()
      .max(64)
      .describe('When the machine began to hold; ISO 8601. The same for every attempt of one hold.'),
    timeoutSeconds: z.int().min(1).describe('Seconds after which the hold ends with a rollback.'),
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
