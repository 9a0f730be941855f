import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { key } from '../fields.ts';

export const definition = defineOperation({
  name: 'list_keys',
  noun: 'callers',
  summary: 'List the API keys: what each is for, what it may do and when it ends.',
  risk: 'read',
  // Who holds which key is the business of those who make them.
  role: 'admin',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    state: z.enum(['ACTIVE', 'EXPIRED', 'REVOKED']).optional().describe('Only those; all when missing.'),
  }),
  output: z.strictObject({ keys: z.array(key).describe('Newest first.') }),
  permissions: [{ actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] }],
  timeoutSeconds: 10,
});
