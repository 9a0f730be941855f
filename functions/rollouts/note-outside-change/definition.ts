import { z } from 'zod';
import { AWS_HEALTH } from '../../../core/incident/noted-change.ts';
import { defineOperation } from '../../operation.ts';
import { READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';
import { machineAnswer } from '../machine-answer.ts';

/** Calls that can change where a service's traffic goes; Lambda's carry the date of its API. */
const TRAFFIC_CALLS = ['ModifyListener', 'ModifyRule', 'UpdateService', 'UpdateAlias20150331', 'UpdateAlias'];

/** What the sessions of our own roles and of service-linked ones begin with; `isOurs` says the same at run time. */
const OUR_SESSIONS = ['{rolePrefix}', 'AWSServiceRole'].map(
  (role) => `arn:aws:sts::{account}:assumed-role/${role}`,
);

export const definition = defineOperation({
  name: 'note_outside_change',
  noun: 'rollouts',
  summary: 'Note what others changed of services, and end a live deployment that they have interfered with.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    eventName: z.string().max(128).describe('API call, as CloudTrail names it, or AWS Health.'),
    principal: z.string().max(2048).describe('ARN of the caller; of AWS Health the service of AWS.'),
    parameters: z
      .record(z.string(), z.unknown())
      .describe('Request parameters of the call; what AWS Health says.'),
    at: z.string().max(64).describe('When it happened; ISO 8601.'),
  }),
  output: machineAnswer,
  timeoutSeconds: 30,
  permissions: [
    READ_RECORDS,
    WRITE_RECORDS,
    { actions: ['dynamodb:Query'], resources: ['{table}', '{table}/index/gsi1'] },
    { actions: ['states:StartExecution'], resources: ['{restoreMachine}'] },
    { actions: ['states:StopExecution'], resources: ['{deploymentExecutions}'] },
  ],
  triggers: [
    {
      type: 'event',
      name: 'outside-change',
      pattern: {
        source: ['aws.elasticloadbalancing', 'aws.ecs', 'aws.lambda'],
        'detail-type': ['AWS API Call via CloudTrail'],
        // A call that was refused changed nothing. Our own are most of all, and each would cost an invocation. One of
        // AWS's own services comes without an ARN: what is missing is no match for anything-but.
        detail: {
          eventName: TRAFFIC_CALLS,
          errorCode: [{ exists: false }],
          userIdentity: { arn: [{ 'anything-but': { prefix: OUR_SESSIONS } }] },
        },
      },
      input: {
        eventName: '$.detail.eventName',
        principal: '$.detail.userIdentity.arn',
        parameters: '$.detail.requestParameters',
        at: '$.detail.eventTime',
      },
    },
    {
      type: 'event',
      name: 'aws-health',
      pattern: {
        source: ['aws.health'],
        'detail-type': ['AWS Health Event'],
        // What is planned, and notices about the account, break nothing now.
        detail: { eventTypeCategory: ['issue'] },
      },
      input: {
        eventName: AWS_HEALTH,
        principal: '$.detail.service',
        parameters: '$.detail',
        at: '$.time',
      },
    },
  ],
});
