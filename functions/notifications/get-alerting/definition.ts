import { z } from 'zod';
import { defineOperation } from '../../operation.ts';

export const definition = defineOperation({
  name: 'get_alerting',
  noun: 'notifications',
  summary: 'Show who is told of incidents and how.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({}),
  output: z.strictObject({
    version: z.int().describe('Version of the document; 0 when none was ever set, and nobody is told.'),
    document: z
      .string()
      .describe('The alerting document as YAML text, as it was set; names secrets, holds none.'),
  }),
  permissions: [{ actions: ['dynamodb:GetItem'], resources: ['{table}'] }],
  timeoutSeconds: 10,
});
