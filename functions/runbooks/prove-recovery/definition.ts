import { z } from 'zod';
import { RUN_REASON_CODES } from '../../../core/runbook/reason.ts';
import { defineOperation } from '../../operation.ts';
import { READ_ALARMS } from '../../runs/metric-permissions.ts';
import { runId } from '../fields.ts';
import { END_RUN, QUERY_MEMBERS } from '../permissions.ts';

export const definition = defineOperation({
  name: 'prove_recovery',
  noun: 'runbooks',
  summary: "Look whether the signals of a run's incident are well, and stay so: only that is its success.",
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    runId,
    recovery: z
      .strictObject({
        withinSeconds: z.int().min(1).describe('Seconds within which all must be well.'),
        forSeconds: z.int().min(1).describe('Seconds that they must stay so.'),
      })
      .describe('What counts as recovered.'),
  }),
  output: z.strictObject({
    next: z.enum(['again', 'done', 'fail']).describe('What comes next.'),
    seconds: z.int().optional().describe('Seconds until the next look.'),
    reason: z
      .strictObject({ code: z.enum(RUN_REASON_CODES), words: z.string() })
      .optional()
      .describe('Why it did not help.'),
  }),
  timeoutSeconds: 60,
  permissions: [...END_RUN, READ_ALARMS, QUERY_MEMBERS],
});
