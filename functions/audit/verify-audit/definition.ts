import { z } from 'zod';
import { defineOperation } from '../../operation.ts';

const finding = z.strictObject({
  resource: z.string().describe('The chain that is broken; anchors for the anchors themselves.'),
  kind: z
    .enum(['changed', 'removed', 'reordered', 'truncated', 'recomputed', 'head'])
    .describe('What was done to it; head: the head is missing or was set back.'),
  sequence: z.int().describe('The record concerned, or the first of them.'),
  words: z.string().describe('What was found, in one sentence.'),
});

const tail = z.strictObject({
  resource: z.string().describe('The chain.'),
  from: z.int().describe('First record that no anchor covers yet.'),
  to: z.int().describe('Last one.'),
});

export const definition = defineOperation({
  name: 'verify_audit',
  noun: 'audit',
  summary: 'Check that the audit records of a resource or of a month are all there, unchanged and in order.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    resource: z
      .string()
      .regex(/^[a-z-]+(\/[A-Za-z0-9._:-]+)+$/)
      .max(256)
      .optional()
      .describe('The one chain to check, such as deployment/dep-... Either this or month.'),
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional()
      .describe('Check every chain that has a record in this month, such as 2026-11, as a whole.'),
  }),
  output: z.strictObject({
    state: z
      .enum(['VERIFIED', 'BROKEN', 'NO_DATA'])
      .describe('NO_DATA: there is nothing to check, which proves nothing.'),
    findings: z.array(finding).describe('What is wrong, at most 100.'),
    chains: z.int().describe('Chains that were checked.'),
    checked: z.int().describe('Records that were checked.'),
    anchoredUpTo: z
      .string()
      .optional()
      .describe(
        'Time of the newest anchor, ISO 8601; absent when there is none: then nothing shows a recomputed chain.',
      ),
    unanchored: z
      .int()
      .describe('Records that no anchor covers yet; a recomputed chain would not show in them.'),
    tails: z.array(tail).describe('Where those records are, at most 100 chains.'),
  }),
  outcome: { field: 'state', success: ['VERIFIED'], undecided: ['NO_DATA'] },
  permissions: [
    { actions: ['dynamodb:Query'], resources: ['{table}', '{table}/index/gsi1'] },
    { actions: ['dynamodb:GetItem'], resources: ['{table}'] },
    { actions: ['s3:ListBucket'], resources: ['{auditBucket}'] },
    { actions: ['s3:GetObject'], resources: ['{auditBucket}/anchors/*'] },
  ],
  timeoutSeconds: 28,
});
