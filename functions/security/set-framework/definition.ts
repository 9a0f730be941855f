import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { frameworkName } from '../fields.ts';

export const definition = defineOperation({
  name: 'set_framework',
  noun: 'security',
  summary:
    'Set a compliance framework of your own from YAML: requirements, and the rules that are evidence for them.',
  risk: 'change',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    document: z.string().min(1).max(65_536).optional().describe('YAML with name, title and requirements.'),
    remove: frameworkName.optional().describe('Name of a framework to be removed instead.'),
    dryRun: z.boolean().default(false).describe('Only check it.'),
  }),
  output: z.strictObject({
    applied: z.boolean(),
    framework: z.string(),
    requirements: z.int(),
    automated: z.int().describe('Requirements that have a rule; the others are MANUAL.'),
  }),
  permissions: [{ actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] }],
  timeoutSeconds: 15,
});
