import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { counts, lostPoints, score, state, time } from '../fields.ts';
import { KEPT_HOURS } from '../kept.ts';

export const definition = defineOperation({
  name: 'get_health_history',
  noun: 'health',
  summary: 'Show how a watched service was: the runs of its probes, and how many there are not.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: environmentName,
    service: serviceName,
    hours: z.int().min(1).max(KEPT_HOURS).default(24).describe('How far back; runs are kept for 14 days.'),
  }),
  output: z.strictObject({
    since: time.describe('Begin of what is summed up; later than asked where the list was cut.'),
    watched: z.boolean().describe('Whether it is probed by schedule.'),
    summary: z
      .strictObject({
        runs: z.int(),
        expected: z.int().describe('Runs that the schedule would have made; the others are not known.'),
        healthy: z.int(),
        degraded: z.int(),
        unhealthy: z.int(),
        unknown: z.int(),
      })
      .describe('Runs by state.'),
    firing: z.array(z.string()).describe('Probes that incidents were told of and that are not well again.'),
    runs: z
      .array(
        z.strictObject({
          at: time,
          state,
          score,
          lost: z.array(z.strictObject(lostPoints)).describe('The five worst reasons.'),
          counts,
          slowestMs: z.number().optional().describe('Slowest answer of its endpoints.'),
        }),
      )
      .describe('Newest first; at most 1,000.'),
    cut: z.boolean().describe('Whether there are older ones within the hours.'),
  }),
  permissions: [
    { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], resources: ['{table}'] },
  ],
  timeoutSeconds: 15,
});
