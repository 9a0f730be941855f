import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { ledger, optimization } from '../fields.ts';

export const definition = defineOperation({
  name: 'list_optimizations',
  noun: 'performance',
  summary: 'List what was optimized by itself, newest first, and what came of it against what was estimated.',
  risk: 'read',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    environment: environmentName,
    service: serviceName.optional().describe('Only of this one.'),
    limit: z.int().min(1).max(100).default(20).describe('At the most.'),
  }),
  output: z.strictObject({
    environment: z.string(),
    optimizations: z.array(optimization),
    ledger,
    more: z.int().describe('How many were left out.'),
  }),
  permissions: [
    { actions: ['dynamodb:GetItem'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
  ],
  timeoutSeconds: 15,
});
