import { z } from 'zod';
import { defineOperation } from '../../operation.ts';

const failure = z.strictObject({ part: z.string(), error: z.string().optional() });

export const definition = defineOperation({
  name: 'finish_cost_analysis',
  noun: 'costs',
  summary: 'Put together what the steps of an analysis found, and keep the ledger of savings.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    analysisId: z.string(),
    failed: z.array(failure).describe('Steps that did not come to their end.'),
  }),
  output: z.strictObject({ analysisId: z.string(), recommendations: z.int() }),
  permissions: [
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], resources: ['{table}'] },
  ],
  timeoutSeconds: 60,
});
