import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { runId } from '../fields.ts';
import { FAIL_RUN, GATHER } from '../permissions.ts';
import { CHECK_LEASE } from '../step/permissions.ts';

export const definition = defineOperation({
  name: 'begin_run',
  noun: 'runbooks',
  summary:
    'Decide whether a run of a runbook may begin, must be approved first or must not, and where it begins.',
  risk: 'change',
  surfaces: [],
  readsRunbooks: true,
  input: z.strictObject({ runId }),
  output: z.strictObject({
    next: z.enum(['run', 'prove', 'approve', 'refuse']).describe('What comes next.'),
    step: z.string().optional().describe('The step it begins at.'),
    reason: z
      .strictObject({ code: z.string(), words: z.string() })
      .optional()
      .describe('Why it must not begin.'),
    results: z.record(z.string(), z.unknown()).describe('Results of the steps that are behind it.'),
    target: z.record(z.string(), z.unknown()).describe('What preconditions may ask of the target.'),
  }),
  timeoutSeconds: 60,
  permissions: [...FAIL_RUN, ...GATHER, CHECK_LEASE],
});
