import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { analysis, shownFields } from '../answer.ts';

export const definition = defineOperation({
  name: 'analyze_costs',
  noun: 'costs',
  summary:
    'Say what is spent, on what, what is odd about it, what the month will cost and what can be saved; the meter of its own cost first.',
  // It changes nothing of the account but spends some of its cents, so it is no read.
  risk: 'change',
  role: 'operator',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    ...shownFields,
    includePredictions: z
      .boolean()
      .default(false)
      .describe("Asks for AWS's own forecast, too, for a cent; ours is always there."),
    maxAgeHours: z
      .int()
      .min(0)
      .max(168)
      .default(24)
      .describe('An analysis that is no older is answered instead of a new one; AWS is a day behind anyway.'),
    maxRequests: z
      .int()
      .min(1)
      .max(50)
      .default(10)
      .describe('Requests to Cost Explorer at most, a cent each; what is left out then is said.'),
    dryRun: z.boolean().default(false).describe('Says what it would cost at most, and asks AWS for nothing.'),
  }),
  output: analysis,
  outcome: { field: 'status', success: ['COMPLETE', 'RUNNING', 'PLANNED'], undecided: ['NO_DATA'] },
  permissions: [
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] },
    { actions: ['states:StartExecution'], resources: ['{machine:cost-analysis}'] },
  ],
  timeoutSeconds: 20,
});
