import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { DESCRIBE_SECRETS } from '../permissions.ts';

const names = z.array(z.string());

export const definition = defineOperation({
  name: 'set_alerting',
  noun: 'notifications',
  summary: 'Set who is told of incidents and how: channels, escalation, suppressions, maintenance.',
  risk: 'sensitive',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    document: z
      .string()
      .min(1)
      .max(65_536)
      .describe('The whole alerting document as YAML text, in place of the one before.'),
    dryRun: z.boolean().default(false).describe('Only check it and say what would change.'),
  }),
  output: z.strictObject({
    version: z.int().describe('Version of the document that holds now; 0 when there is none.'),
    applied: z.boolean().describe('False for a dry run, and when the document says what held before.'),
    added: names.describe('Entries that are new, such as channel ops.'),
    changed: names.describe('Entries that say something else than before.'),
    removed: names.describe('Entries that are gone.'),
    missing: names.describe(
      'Channels on which nobody can be told as it is, and why: the secrets that are not there.',
    ),
  }),
  permissions: [
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] },
    DESCRIBE_SECRETS,
  ],
  timeoutSeconds: 20,
});
