import { z } from 'zod';
import { RUN_REASON_CODES } from '../../../core/runbook/reason.ts';
import { endedBadly } from '../../ended-badly.ts';
import { ANSWER_TOKEN } from '../../incidents/permissions.ts';
import { defineOperation } from '../../operation.ts';
import { runId } from '../fields.ts';
import { FAIL_RUN } from '../permissions.ts';

const reason = z.strictObject({
  code: z.enum(RUN_REASON_CODES).describe('Stable code of the reason.'),
  words: z.string().describe('The reason for people.'),
});

export const definition = defineOperation({
  name: 'fail_run',
  noun: 'runbooks',
  summary: 'Have a run undone or held that failed, whose execution died, or whose time is over.',
  risk: 'change',
  surfaces: [],
  input: z.union([
    z.strictObject({
      runId,
      failure: z
        .looseObject({
          step: z.string().optional(),
          error: z.looseObject({ Error: z.string().optional(), Cause: z.string().optional() }).optional(),
          reason: z.looseObject(reason.shape).optional(),
        })
        .describe('What its machine has to report.'),
    }),
    z.strictObject({ runId, cause: z.enum(['EXECUTION_ENDED', 'DEADLINE_PASSED']).describe('Who noticed.') }),
    z.strictObject({
      undoExecution: z.string().max(80).describe('Name of an execution of undo that ended badly.'),
      cause: z.literal('UNDO_ENDED').describe('An undoing itself died.'),
    }),
  ]),
  output: z.strictObject({ reason: reason.optional().describe('Why the run failed.') }),
  timeoutSeconds: 60,
  permissions: [
    ...FAIL_RUN,
    ANSWER_TOKEN,
    { actions: ['states:DescribeExecution'], resources: ['{undoExecutions}'] },
  ],
  triggers: [
    {
      type: 'event',
      name: 'run-ended',
      pattern: endedBadly({ prefix: '{runbookMachines}' }),
      input: { runId: '$.detail.name', cause: 'EXECUTION_ENDED' },
    },
    {
      type: 'event',
      name: 'undo-ended',
      pattern: endedBadly('{machine:undo}'),
      input: { undoExecution: '$.detail.name', cause: 'UNDO_ENDED' },
    },
    // The deadman of each run.
    { type: 'run-time-schedule' },
  ],
});
