import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { run, runState } from '../answer.ts';
import { runbookName } from '../fields.ts';
import { READ_BATCHES } from '../permissions.ts';

export const definition = defineOperation({
  name: 'list_runbook_runs',
  noun: 'runbooks',
  summary: 'List runs of runbooks, newest first: of one service, of a month, or those that are not over.',
  risk: 'read',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    environment: environmentName.optional().describe('Only runs in this environment.'),
    service: serviceName.optional().describe('Only runs on this service; needs an environment, unless open.'),
    runbook: runbookName.optional().describe('Only runs of this runbook.'),
    state: runState.optional().describe('Only runs in this state.'),
    open: z.boolean().default(false).describe('Only those that are not over, of all months.'),
    month: z
      .string()
      .regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/)
      .optional()
      .describe(
        'Month in UTC, such as 2026-11; default the present one. Not together with a service or open.',
      ),
    limit: z.int().min(1).max(100).default(20).describe('Runs on a page.'),
    nextToken: z.string().max(1024).optional().describe('From the page before.'),
  }),
  output: z.strictObject({
    runs: z.array(run),
    nextToken: z.string().optional().describe('Present when there is more.'),
  }),
  timeoutSeconds: 15,
  permissions: [{ actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] }, READ_BATCHES],
});
