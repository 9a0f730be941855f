import { z } from 'zod';
import { environmentName, objectiveName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { READ_METRICS } from '../../runs/metric-permissions.ts';

const finding = z.strictObject({
  level: z.enum(['warning', 'note']),
  check: z.string().describe('What was looked at, such as traffic.'),
  words: z.string().describe('What was found.'),
});

const objective = z.strictObject({
  objective: z.string().describe('Its name.'),
  service: z.string().describe('The service that it is of.'),
  change: z.enum(['added', 'changed', 'unchanged', 'removed']).describe('What becomes of it.'),
  version: z.int().describe('Version that holds afterwards; counts from 1.'),
  summary: z.string().describe('What it asks for, in one sentence.'),
  alerts: z.array(z.string()).describe('Its burn alerts.'),
  findings: z.array(finding).describe('What was found out about it.'),
  attained: z.number().optional().describe('Share of good events lately, by what CloudWatch has.'),
  hoursSeen: z.number().optional().describe('Hours that the share is of.'),
});

export const definition = defineOperation({
  name: 'set_slo',
  noun: 'slos',
  summary: 'Set objectives from YAML of OpenSLO, Sloth or Pyrra; checks them against the metrics first.',
  risk: 'change',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: environmentName,
    document: z
      .string()
      .min(1)
      .max(65_536)
      .optional()
      .describe('YAML text of one or more documents; other objectives stay as they are.'),
    remove: z.array(objectiveName).max(25).optional().describe('Names of objectives to be removed.'),
    dryRun: z.boolean().default(false).describe('Only check and say what would change.'),
  }),
  output: z.strictObject({
    applied: z.boolean().describe('False for a dry run, and when nothing changes.'),
    objectives: z.array(objective),
    ignored: z.array(z.string()).describe('Documents that say nothing here, such as notification targets.'),
  }),
  permissions: [
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
    READ_METRICS,
  ],
  timeoutSeconds: 29,
});
