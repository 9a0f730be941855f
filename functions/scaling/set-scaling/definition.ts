import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { READ_SCALING, READ_WEIGHTS } from '../../runbooks/step/permissions.ts';
import { READ_ECS_SERVICES } from '../../runs/ecs-permissions.ts';
import { policyFields, policyShown } from '../fields.ts';
import { READ_CONCURRENCY, READ_GROUPS, READ_POLICIES } from '../permissions.ts';

export const definition = defineOperation({
  name: 'set_scaling',
  noun: 'scaling',
  summary: 'Set how a service is scaled: what decides, its target, limits, calendar and cost cap.',
  risk: 'change',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: environmentName,
    service: serviceName,
    policy: z.strictObject(policyFields).optional().describe('How it is scaled; replaces what was set.'),
    remove: z.boolean().default(false).describe('Nothing is scaled by measurements any more.'),
    dryRun: z.boolean().default(false).describe('Only check and say what would be set.'),
  }),
  output: z.strictObject({
    environment: z.string(),
    service: z.string(),
    applied: z.boolean().describe('False for a dry run.'),
    policy: policyShown.optional().describe('What holds afterwards.'),
    before: policyShown.optional().describe('What held before.'),
    findings: z.array(z.string()).describe('What may not be meant: limits of AWS, capacity outside of them.'),
  }),
  permissions: [
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] },
    READ_WEIGHTS,
    READ_ECS_SERVICES,
    READ_SCALING,
    READ_POLICIES,
    READ_CONCURRENCY,
    READ_GROUPS,
  ],
  timeoutSeconds: 20,
});
