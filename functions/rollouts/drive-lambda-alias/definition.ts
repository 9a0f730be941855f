import { defineOperation } from '../../operation.ts';
import { READ_ALARMS, READ_METRICS } from '../../runs/metric-permissions.ts';
import { DELETE_RECORDS, PUBLISH, READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';
import { DISARM, SCHEDULE } from '../../runs/schedule-permissions.ts';
import { driveInput, driveOutput } from '../drive-input.ts';

/** Users' functions carry the tag; a function without it is out of reach. */
const TAGGED = { StringLike: { 'aws:ResourceTag/operate:service': '*' } };

export const definition = defineOperation({
  name: 'drive_lambda_alias',
  noun: 'rollouts',
  summary: 'Run one step of a rollout on the weights of a Lambda alias.',
  risk: 'change',
  surfaces: [],
  input: driveInput,
  output: driveOutput,
  timeoutSeconds: 60,
  permissions: [
    READ_RECORDS,
    WRITE_RECORDS,
    DELETE_RECORDS,
    PUBLISH,
    ...SCHEDULE,
    DISARM,
    {
      actions: [
        'lambda:GetAlias',
        'lambda:UpdateAlias',
        'lambda:ListVersionsByFunction',
        'lambda:InvokeFunction',
      ],
      resources: ['arn:aws:lambda:{region}:{account}:function:*'],
      conditions: TAGGED,
    },
    READ_ALARMS,
    READ_METRICS,
  ],
  // The end of a deployment's rollback window.
  triggers: [{ type: 'run-time-schedule' }],
});
