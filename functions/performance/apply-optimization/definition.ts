import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { TAGGED } from '../../runs/ecs-permissions.ts';
import { DISARM } from '../../runs/schedule-permissions.ts';
import { CHANGE_PERFORMANCE, READ_CONFIGURATIONS, READ_DEFINITIONS } from '../permissions.ts';

export const definition = defineOperation({
  name: 'apply_optimization',
  noun: 'performance',
  summary: 'Make the revision of an optimization, have it deployed, or put back what making it changed.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    optimization: z
      .string()
      .max(160)
      .regex(/^[a-z][a-z0-9-]{0,31}\/[a-z][a-z0-9-]{0,63}\/opt-[0-9a-z]{10,40}$/)
      .describe('Environment, service and identifier.'),
    step: z.enum(['revise', 'deploy', 'undo']).describe('What is to be done.'),
    why: z.string().max(1200).optional().describe('Why it is put back.'),
  }),
  output: z.strictObject({ ready: z.boolean().describe('false where AWS is at work on it still.') }),
  permissions: [
    CHANGE_PERFORMANCE,
    READ_CONFIGURATIONS,
    READ_DEFINITIONS,
    {
      actions: ['lambda:UpdateFunctionConfiguration', 'lambda:PublishVersion'],
      resources: ['arn:aws:lambda:{region}:{account}:function:*'],
      conditions: TAGGED,
    },
    {
      actions: ['ecs:RegisterTaskDefinition'],
      resources: ['arn:aws:ecs:{region}:{account}:task-definition/*'],
    },
    {
      actions: ['iam:PassRole'],
      resources: ['{taskRoles}'],
      conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
    { actions: ['lambda:InvokeFunction'], resources: ['{function:deploy_application}'] },
    DISARM,
  ],
  timeoutSeconds: 60,
  // The deadman of each optimization.
  triggers: [{ type: 'run-time-schedule' }],
});
