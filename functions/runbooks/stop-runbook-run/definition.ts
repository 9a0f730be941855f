import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { run } from '../answer.ts';
import { runId } from '../fields.ts';
import { FAIL_RUN, STOP_RUN } from '../permissions.ts';

export const definition = defineOperation({
  name: 'stop_runbook_run',
  noun: 'runbooks',
  summary: 'Stop a run, whatever it waits for, and undo what it did.',
  risk: 'change',
  // Whoever may start one may stop one.
  role: 'operator',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    runId,
    reason: z.string().max(500).optional().describe('Why; for the audit.'),
  }),
  output: z.strictObject({ run }),
  timeoutSeconds: 29,
  permissions: [...FAIL_RUN, STOP_RUN],
});
