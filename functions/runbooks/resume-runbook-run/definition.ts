import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { DISARM } from '../../runs/schedule-permissions.ts';
import { run } from '../answer.ts';
import { runId } from '../fields.ts';
import { START_RUN } from '../permissions.ts';

export const definition = defineOperation({
  name: 'resume_runbook_run',
  noun: 'runbooks',
  summary: 'Let a held run go on as a new one, which passes over what was verified.',
  risk: 'change',
  // Whoever may start one may let it go on.
  role: 'operator',
  surfaces: ['http', 'cli', 'mcp'],
  readsRunbooks: true,
  input: z.strictObject({
    runId,
    doubt: z
      .enum(['happened', 'did-not-happen'])
      .optional()
      .describe('What became of a step that is IN_DOUBT, as a person has found out.'),
  }),
  output: z.strictObject({ run: run.describe('The new run.') }),
  timeoutSeconds: 29,
  permissions: [...START_RUN, DISARM],
});
