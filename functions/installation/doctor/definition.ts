import { z } from 'zod';
import { COUNT } from '../../dead-letters/queue-permissions.ts';
import { environmentName, serviceName } from '../../names.ts';
import { DESCRIBE_SECRETS } from '../../notifications/permissions.ts';
import { defineOperation } from '../../operation.ts';

const STATES = ['OK', 'MISSING', 'BROKEN', 'NO_DATA'] as const;

const check = z.strictObject({
  check: z.string().describe('What was looked at.'),
  state: z
    .enum(STATES)
    .describe('MISSING: it can be added; BROKEN: it has to work and does not; NO_DATA: it was not seen.'),
  words: z.string().describe('What was found; names in it are untrusted text.'),
  fix: z.string().optional().describe('What to do about it.'),
});

export const definition = defineOperation({
  name: 'doctor',
  noun: 'installation',
  summary:
    'Look at the installation: what is wired, what is broken, which opt-ins are missing, with the fix for each.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  readsTriggers: true,
  input: z.strictObject({
    environment: environmentName.default('production').describe('Environment whose services are looked at.'),
    service: serviceName.optional().describe('Only this service of it.'),
  }),
  output: z.strictObject({
    state: z.enum(STATES).describe('That of the worst check: BROKEN, then MISSING, then NO_DATA.'),
    words: z.string().describe('How many checks came out how.'),
    checks: z.array(check).describe('Every check, the worst first.'),
  }),
  outcome: { field: 'state', success: ['OK'], undecided: ['MISSING', 'NO_DATA'] },
  permissions: [
    { actions: ['dynamodb:GetItem'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
    { actions: ['s3:ListBucket'], resources: ['{auditBucket}'] },
    { actions: ['s3:GetObject'], resources: ['{auditBucket}/anchors/*'] },
    {
      actions: ['states:DescribeStateMachine'],
      resources: [
        '{deploymentMachine}',
        '{restoreMachine}',
        '{machine:escalation}',
        '{machine:recovery}',
        '{machine:undo}',
        '{runbookMachines}*',
      ],
    },
    {
      actions: ['events:DescribeRule', 'events:ListTargetsByRule'],
      resources: ['{rules}', '{productRules}'],
    },
    { actions: ['scheduler:GetSchedule'], resources: ['{scheduleGroup}'] },
    COUNT,
    DESCRIBE_SECRETS,
    { actions: ['sqs:GetQueueAttributes'], resources: ['{queues}'] },
    // AWS knows no resource for a list of mappings.
    { actions: ['lambda:ListEventSourceMappings'], resources: ['*'] },
    // AWS knows no resource for a list of trails; a trail may be at home in another region.
    { actions: ['cloudtrail:DescribeTrails'], resources: ['*'] },
    {
      actions: ['cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'],
      resources: ['arn:aws:cloudtrail:*:{account}:trail/*'],
    },
    // What machines call, and what answers for sources.
    {
      actions: ['lambda:GetFunctionConfiguration'],
      resources: ['arn:aws:lambda:{region}:{account}:function:*'],
    },
    { actions: ['lambda:InvokeFunction'], resources: ['{function:check_services}'] },
  ],
  timeoutSeconds: 28,
  readsRunbooks: true,
});
