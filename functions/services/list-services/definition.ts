import { z } from 'zod';
import { defineOperation } from '../../operation.ts';

export const definition = defineOperation({
  name: 'list_services',
  noun: 'services',
  summary: 'List the services that are registered in an environment.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,62}$/)
      .describe('Environment, such as production.'),
  }),
  output: z.strictObject({
    services: z
      .array(
        z.strictObject({
          name: z.string().describe('Name of the service.'),
          type: z.string().describe('Type of its target.'),
          live: z
            .string()
            .optional()
            .describe('Label of the version that serves; absent when none is known.'),
          spareUntil: z
            .string()
            .optional()
            .describe('When the previous version stops being warm, ISO 8601; absent when there is none.'),
          registeredAt: z.string().describe('When it was registered first, ISO 8601.'),
        }),
      )
      .describe('The services by name.'),
  }),
  permissions: [{ actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] }],
  timeoutSeconds: 10,
});
