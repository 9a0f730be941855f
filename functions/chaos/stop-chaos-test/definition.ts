import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { chaosRun } from '../answer.ts';
import { chaosId } from '../fields.ts';
import { CHANGE_CHAOS, START_EXECUTION, STOP_EXECUTION } from '../permissions.ts';

export const definition = defineOperation({
  name: 'stop_chaos_test',
  noun: 'chaos',
  summary: 'Stop an experiment at once, wherever it is, and take back what it injected.',
  risk: 'change',
  // Whoever is on call, though only deployers may start one.
  role: 'operator',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    experimentId: chaosId,
    reason: z.string().max(500).optional().describe('Why; for the audit and the verdict.'),
  }),
  output: z.strictObject({ run: chaosRun }),
  timeoutSeconds: 29,
  permissions: [CHANGE_CHAOS, START_EXECUTION, STOP_EXECUTION],
});
