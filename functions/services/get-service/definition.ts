import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { serviceOutput } from '../service-output.ts';

export const definition = defineOperation({
  name: 'get_service',
  noun: 'services',
  summary:
    'Show a registered service: its configuration, its live version, its spare and what can be rolled back to.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: environmentName,
    service: serviceName
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
