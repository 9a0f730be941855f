import { z } from 'zod';
import { datedWindow, weeklyWindow } from '../../freezes/window-fields.ts';
import { environmentName, objectiveName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';

const share = z.number().optional();

export const definition = defineOperation({
  name: 'exclude_window',
  noun: 'slos',
  summary:
    'Leave a stretch of time out of an objective, such as an announced maintenance, or count it again.',
  risk: 'change',
  // It gives budget back: whoever deploys must not be able to do that for a deployment of their own.
  role: 'approver',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: environmentName,
    objective: objectiveName,
    window: z
      .union([datedWindow, weeklyWindow])
      .optional()
      .describe('What is left out; a weekly window from now on only.'),
    agreed: z
      .boolean()
      .default(false)
      .describe('Agreed upon with the customers: it does not count in the report of the contract either.'),
    remove: z.string().max(64).optional().describe('Identifier of an exclusion that is to count again.'),
    dryRun: z.boolean().default(false).describe('Only say what it would change.'),
  }),
  output: z.strictObject({
    objective: z.string(),
    exclusionId: z.string().optional().describe('Identifier of what was excluded.'),
    applied: z.boolean().describe('False for a dry run.'),
    remainingBefore: share.describe(
      'Share of the error budget that remains without it; absent without data.',
    ),
    remainingAfter: share.describe('Share that remains with it.'),
    exclusions: z
      .array(
        z.strictObject({
          exclusionId: z.string(),
          words: z.string().describe('The window and its reason.'),
          agreed: z.boolean(),
          by: z.string().describe('Who excluded it.'),
          at: z.string().describe('When, ISO 8601.'),
        }),
      )
      .describe('All that are left out afterwards.'),
  }),
  permissions: [
    {
      actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      resources: ['{table}'],
    },
  ],
  timeoutSeconds: 20,
});
