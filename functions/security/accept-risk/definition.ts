import { z } from 'zod';
import { defineOperation } from '../../operation.ts';

export const definition = defineOperation({
  name: 'accept_risk',
  noun: 'security',
  summary: 'Take on the risk of a finding until a day, by name and with a reason; or take that back.',
  risk: 'change',
  // Whoever answers for others.
  role: 'approver',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    rule: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9./:-]{0,127}$/)
      .describe('Rule, or kind of an imported finding.'),
    resource: z
      .string()
      .min(1)
      .max(512)
      .regex(/[^*]/)
      .describe('ARN of the resource; * matches any run of characters, and never all resources.'),
    owner: z
      .string()
      .min(1)
      .max(128)
      .optional()
      .describe('Who answers for it; needed unless it is taken back.'),
    reason: z
      .string()
      .min(10)
      .max(1000)
      .optional()
      .describe('Why it is taken on; needed unless it is taken back.'),
    until: z.iso.datetime().optional().describe('Day until which it is, at most a year from now.'),
    remove: z.boolean().default(false).describe('Take it back: the findings count again.'),
    dryRun: z.boolean().default(false).describe('Only check it.'),
  }),
  output: z.strictObject({
    applied: z.boolean(),
    acceptance: z
      .strictObject({
        rule: z.string(),
        resource: z.string(),
        owner: z.string(),
        reason: z.string(),
        until: z.string(),
      })
      .optional()
      .describe('What holds afterwards.'),
  }),
  permissions: [{ actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] }],
  timeoutSeconds: 15,
});
