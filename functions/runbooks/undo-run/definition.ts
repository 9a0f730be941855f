import { z } from 'zod';
import { ANSWER_TOKEN } from '../../incidents/permissions.ts';
import { defineOperation } from '../../operation.ts';
import { runId } from '../fields.ts';
import { END_RUN } from '../permissions.ts';

export const definition = defineOperation({
  name: 'undo_run',
  noun: 'runbooks',
  summary: 'Say which step of a run is undone next, and record its end when none is left.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    runId,
    since: z
      .string()
      .optional()
      .describe('When this attempt at undoing began; when the run failed, if missing.'),
    last: z
      .looseObject({
        step: z.string().optional(),
        error: z.looseObject({ Error: z.string().optional(), Cause: z.string().optional() }).optional(),
      })
      .optional()
      .describe('What came of the last step, or whatever the machine had before.'),
  }),
  output: z.strictObject({
    next: z.enum(['undo', 'again', 'done', 'failed']).describe('What comes next.'),
    step: z.string().optional().describe('The step to undo.'),
    tool: z.string().optional().describe('The tool that undoes it.'),
    seconds: z.int().optional().describe('Seconds until the next look.'),
    reason: z
      .strictObject({ code: z.string(), words: z.string() })
      .optional()
      .describe('What stays as it is.'),
  }),
  timeoutSeconds: 60,
  permissions: [...END_RUN, ANSWER_TOKEN],
});
