import { z } from 'zod';
import { ACTIONS, CHANGES } from '../../../core/slo/policy.ts';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';

export const definition = defineOperation({
  name: 'gate_budget',
  noun: 'slos',
  summary: 'Say whether the error budgets of a service speak against a change of it.',
  risk: 'read',
  surfaces: [],
  input: z.strictObject({
    environment: environmentName,
    service: serviceName,
    change: z.enum(CHANGES).default('deployment').describe('What is about to be done.'),
  }),
  output: z.strictObject({
    status: z
      .enum(['PASSED', 'FAILED', 'NO_DATA', 'NOT_INSTALLED'])
      .describe('FAILED refuses the change; NO_DATA and NOT_INSTALLED do not.'),
    action: z.enum(ACTIONS).describe('The strictest that a policy asks for.'),
    needsApproval: z.boolean().describe('Whether a second person has to agree.'),
    words: z.string().describe('Why.'),
  }),
  permissions: [
    { actions: ['dynamodb:BatchGetItem'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
  ],
  // Asked twice, if need be, within the half minute in which a deployment is answered.
  timeoutSeconds: 8,
});
