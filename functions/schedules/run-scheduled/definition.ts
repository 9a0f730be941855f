import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { SCHEDULABLE } from './schedulable.ts';

export const definition = defineOperation({
  name: 'run_scheduled',
  noun: 'schedules',
  summary: 'Call an operation because a schedule of the installation is due.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    schedule: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(64)
      .describe('Name of the schedule.'),
    operation: z.enum(SCHEDULABLE).describe('The operation that is called.'),
    with: z.record(z.string(), z.unknown()).describe('Input of the operation.'),
    dueAt: z.iso.datetime().describe('When the schedule was due: what is repeated for one time is one call.'),
  }),
  output: z.strictObject({
    status: z.int().describe('HTTP status of the answer.'),
    words: z.string().describe('The answer, cut where it is long.'),
  }),
  permissions: [
    {
      actions: ['lambda:InvokeFunction'],
      resources: SCHEDULABLE.map((operation) => `{function:${operation}}`),
    },
  ],
  timeoutSeconds: 60,
  triggers: [{ type: 'installation-schedule' }],
});
