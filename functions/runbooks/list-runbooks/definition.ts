import { z } from 'zod';
import { environmentName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { READ_RECORDS } from '../../runs/record-permissions.ts';
import { autonomy } from '../answer.ts';

export const definition = defineOperation({
  name: 'list_runbooks',
  noun: 'runbooks',
  summary:
    'List the runbooks: what they answer, what they do, and what they may do by themselves in an environment.',
  risk: 'read',
  surfaces: ['http', 'cli', 'mcp'],
  readsRunbooks: true,
  input: z.strictObject({
    environment: environmentName.optional().describe('Tells what each has earned there.'),
  }),
  output: z.strictObject({
    runbooks: z.array(
      z.strictObject({
        name: z.string(),
        summary: z.string(),
        triggers: z.array(z.string()).describe('Incidents that it answers; one of them suffices.'),
        targets: z.array(z.string()).describe('Kinds of services that it knows.'),
        risk: z.enum(['low', 'medium', 'high']),
        steps: z.array(
          z.strictObject({ name: z.string(), tool: z.string(), changes: z.boolean(), does: z.string() }),
        ),
        onFailure: z.enum(['undo', 'hold']),
        limits: z.strictObject({ concurrency: z.int(), perHour: z.int(), costPerDay: z.number() }),
        autonomy: autonomy.optional(),
        verified: z
          .int()
          .optional()
          .describe('Verified outcomes in a row since its level last changed there.'),
      }),
    ),
  }),
  timeoutSeconds: 15,
  permissions: [READ_RECORDS],
});
