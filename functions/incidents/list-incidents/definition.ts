import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { incident, severity, stateName } from '../fields.ts';
import { READ_INCIDENTS } from '../permissions.ts';

const durations = z.strictObject({
  n: z.int().describe('Incidents that it is over.'),
  meanSeconds: z.number().optional().describe('Absent when there were none.'),
  p95Seconds: z.number().optional(),
});

export const definition = defineOperation({
  name: 'list_incidents',
  noun: 'incidents',
  summary: 'List incidents, newest first, and say how long it took to notice, to take on and to recover.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: environmentName.optional().describe('Only incidents of this environment.'),
    service: serviceName.optional().describe('Only incidents that hurt this service.'),
    state: stateName.optional().describe('Only incidents in this state.'),
    severity: severity.optional().describe('Only incidents of this severity.'),
    open: z.boolean().default(false).describe('Only open ones, of all months; not together with a month.'),
    month: z
      .string()
      .regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/)
      .optional()
      .describe('Month in UTC in which they began, such as 2026-11; default the present one.'),
    limit: z.int().min(1).max(100).default(20).describe('Incidents on a page.'),
    nextToken: z.string().max(1024).optional().describe('From the page before.'),
  }),
  output: z.strictObject({
    incidents: z.array(incident),
    statistics: z
      .strictObject({
        mttd: durations,
        mtta: durations,
        mttr: durations,
        formulas: z.record(z.string(), z.string()).describe('What each number is.'),
      })
      .describe('Over the resolved incidents of this page.'),
    nextToken: z.string().optional().describe('Present when there is more.'),
  }),
  permissions: [...READ_INCIDENTS],
  timeoutSeconds: 15,
});
