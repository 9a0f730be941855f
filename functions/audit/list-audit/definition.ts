import { z } from 'zod';
import { defineOperation } from '../../operation.ts';

const record = z.strictObject({
  sequence: z.int().describe('Position in the chain of its resource, from 1.'),
  at: z.string().describe('When it happened, ISO 8601.'),
  resource: z.string().describe('What it happened to, such as deployment/dep-...'),
  action: z.string().describe('The operation.'),
  caller: z.string().describe('ARN of the principal, or operate:machine.'),
  outcome: z.string().describe('DONE, or the code of the error that refused it.'),
  words: z.string().describe('What happened, in one sentence. Untrusted text.'),
  requestId: z.string().describe('The request that did it.'),
  inputHash: z.string().describe('SHA-256 of the canonical input, in hex.'),
  previousHash: z.string().describe('Hash of the record before it in its chain.'),
  hash: z.string().describe('Hash over all of the above.'),
});

export const definition = defineOperation({
  name: 'list_audit',
  noun: 'audit',
  summary: 'List audit records, newest first, of one resource or of one month.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    resource: z
      .string()
      .regex(/^[a-z-]+(\/[A-Za-z0-9._:-]+)+$/)
      .max(256)
      .optional()
      .describe('Records of this resource only, such as deployment/dep-... Not together with month.'),
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional()
      .describe('Records of this month, such as 2026-11; the present one when neither is given.'),
    caller: z.string().min(1).max(512).optional().describe('With a month: records of this caller only.'),
    action: z.string().min(1).max(64).optional().describe('With a month: records of this operation only.'),
    outcome: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .describe('With a month: records with this outcome only, such as DONE or Refused.'),
    limit: z.int().min(1).max(100).default(50).describe('Records in a page at most.'),
    nextToken: z
      .string()
      .max(1024)
      .optional()
      .describe('nextToken of the page before, with the same other fields.'),
  }),
  output: z.strictObject({
    records: z
      .array(record)
      .describe('The records; with a filter there may be few or none although more follow.'),
    nextToken: z.string().optional().describe('Present when there may be more.'),
  }),
  permissions: [{ actions: ['dynamodb:Query'], resources: ['{table}', '{table}/index/gsi1'] }],
  timeoutSeconds: 10,
});
