import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { environments, key, keyRoles, services } from '../fields.ts';

export const definition = defineOperation({
  name: 'create_key',
  noun: 'callers',
  summary: 'Make an API key for a program, which is shown once and kept by nobody here.',
  risk: 'sensitive',
  surfaces: ['http', 'cli'],
  input: z.strictObject({
    name: z.string().min(1).max(100).describe('What it is for, such as the pipeline of a service.'),
    roles: keyRoles,
    environments,
    services,
    days: z.int().min(1).max(365).default(90).describe('Days after which it ends by itself.'),
  }),
  output: z.strictObject({
    key: z
      .string()
      .optional()
      .describe(
        'The key itself, for `Authorization: Bearer`; only in the first answer, never in a repeated one.',
      ),
    record: key.describe('What is kept of it.'),
  }),
  permissions: [{ actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] }],
  timeoutSeconds: 10,
});
