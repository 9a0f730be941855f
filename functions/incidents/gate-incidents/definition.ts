import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';

export const definition = defineOperation({
  name: 'gate_incidents',
  noun: 'incidents',
  summary:
    'Say whether an open critical incident of a service or its neighbours speaks against a deployment.',
  risk: 'read',
  surfaces: [],
  input: z.strictObject({ environment: environmentName, service: serviceName }),
  output: z.strictObject({
    status: z.enum(['PASSED', 'FAILED']).describe('FAILED refuses the deployment.'),
    words: z.string().describe('Why.'),
  }),
  permissions: [
    { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
  ],
  // Asked twice, if need be, within the half minute in which a deployment is answered.
  timeoutSeconds: 8,
});
