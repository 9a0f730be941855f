import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { chaosRun } from '../answer.ts';
import { experimentName, verdict } from '../fields.ts';
import { QUERY_INDEX, READ_BATCHES } from '../permissions.ts';

export const definition = defineOperation({
  name: 'list_chaos_tests',
  noun: 'chaos',
  summary: 'List runs of experiments, newest first: of one service, of a month, or those that held.',
  risk: 'read',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    environment: environmentName.optional().describe('Only runs in this environment.'),
    service: serviceName.optional().describe('Only runs on this service; needs an environment.'),
    experiment: experimentName.optional().describe('Only runs of this experiment.'),
    verdict: verdict.optional().describe('Only runs with this verdict.'),
    regressions: z
      .boolean()
      .default(false)
      .describe('Only runs that held, of all months: what must go on holding.'),
    month: z
      .string()
      .regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/)
      .optional()
      .describe('Month in UTC, such as 2026-11; default the present one. Not with a service or regressions.'),
    limit: z.int().min(1).max(100).default(20).describe('Runs on a page.'),
    nextToken: z.string().max(1024).optional().describe('From the page before.'),
  }),
  output: z.strictObject({
    runs: z.array(chaosRun),
    nextToken: z.string().optional().describe('Present when there is more.'),
  }),
  timeoutSeconds: 15,
  permissions: [QUERY_INDEX, READ_BATCHES],
});
