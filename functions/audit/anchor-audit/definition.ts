import { z } from 'zod';
import { defineOperation } from '../../operation.ts';

export const definition = defineOperation({
  name: 'anchor_audit',
  noun: 'audit',
  summary:
    'Put the heads of all chains that went on, and their records, out of reach of whoever may write the table.',
  risk: 'change',
  // Called by a schedule only, once an hour.
  surfaces: [],
  input: z.strictObject({}),
  output: z.strictObject({
    anchor: z.string().optional().describe('Object key of the anchor; absent when nothing was new.'),
    chains: z.int().describe('Chains whose heads it holds.'),
    records: z.int().describe('Records that were exported with it.'),
  }),
  permissions: [
    { actions: ['dynamodb:Query'], resources: ['{table}', '{table}/index/gsi1'] },
    { actions: ['s3:ListBucket'], resources: ['{auditBucket}'] },
    { actions: ['s3:GetObject'], resources: ['{auditBucket}/anchors/*'] },
    {
      actions: ['s3:PutObject', 's3:PutObjectRetention'],
      resources: ['{auditBucket}/anchors/*', '{auditBucket}/exports/*'],
    },
  ],
  timeoutSeconds: 300,
  triggers: [{ type: 'schedule', name: 'anchor-audit', expression: 'rate(1 hour)' }],
});
