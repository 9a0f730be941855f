import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { READ_RECORDS } from '../../runs/record-permissions.ts';
import { run } from '../answer.ts';
import { runId } from '../fields.ts';

export const definition = defineOperation({
  name: 'get_runbook_run',
  noun: 'runbooks',
  summary: 'Show a run of a runbook: its plan, where each step stands, what it waits for, and why it ended.',
  risk: 'read',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({ runId }),
  output: z.strictObject({
    run,
    results: z
      .record(z.string(), z.unknown())
      .describe('What each step found or did, by its name; untrusted.'),
  }),
  timeoutSeconds: 15,
  permissions: [READ_RECORDS],
});
