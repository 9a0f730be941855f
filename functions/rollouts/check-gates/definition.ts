import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { deploymentId } from '../../runs/fields.ts';
import { DELETE_RECORDS, PUBLISH, READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';
import { DISARM, RESCHEDULE } from '../../runs/schedule-permissions.ts';
import { machineAnswer } from '../machine-answer.ts';

export const definition = defineOperation({
  name: 'check_gates',
  noun: 'rollouts',
  summary: 'Ask every verification gate of a service, and refuse the deployment unless all answer PASSED.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({ deploymentId }),
  output: machineAnswer,
  timeoutSeconds: 120,
  permissions: [
    READ_RECORDS,
    WRITE_RECORDS,
    DELETE_RECORDS,
    PUBLISH,
    DISARM,
    ...RESCHEDULE,
    {
      actions: ['lambda:InvokeFunction'],
      resources: ['arn:aws:lambda:{region}:{account}:function:*'],
      conditions: { StringLike: { 'aws:ResourceTag/operate:gate': '*' } },
    },
  ],
});
