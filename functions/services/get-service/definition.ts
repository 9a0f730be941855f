import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { serviceOutput } from '../service-output.ts';

const NAME = /^[a-z][a-z0-9-]{0,62}$/;

export const definition = defineOperation({
  name: 'get_service',
  noun: 'services',
  summary:
    'Show a registered service: its configuration, its live version, its spare and what can be rolled back to.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: z.string().regex(NAME).describe('Environment, such as production.'),
    service: z
      .string()
      .regex(NAME)
      .optional()
      .describe('Name of the service; may be left out where only one is registered.'),
  }),
  output: serviceOutput,
  permissions: [
    { actions: ['dynamodb:GetItem'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
  ],
  timeoutSeconds: 10,
});
