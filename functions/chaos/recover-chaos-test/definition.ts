import { z } from 'zod';
import { endedBadly } from '../../ended-badly.ts';
import { defineOperation } from '../../operation.ts';
import { PUBLISH } from '../../runs/record-permissions.ts';
import { DISARM } from '../../runs/schedule-permissions.ts';
import { CHANGE_CHAOS, MOVE_DEADMAN, START_EXECUTION, STOP_EXECUTION } from '../permissions.ts';

export const definition = defineOperation({
  name: 'recover_chaos_test',
  noun: 'chaos',
  summary: 'Have what an experiment injected taken back when its execution died or its time is over.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    experimentId: z.string().max(80).describe('Identifier of the run, or the name of one of its executions.'),
    cause: z.enum(['EXECUTION_ENDED', 'DEADLINE_PASSED']).describe('Who noticed.'),
  }),
  output: z.strictObject({ attempt: z.number().optional() }),
  timeoutSeconds: 60,
  permissions: [
    CHANGE_CHAOS,
    ...MOVE_DEADMAN,
    DISARM,
    PUBLISH,
    START_EXECUTION,
    STOP_EXECUTION,
    { actions: ['states:DescribeExecution'], resources: ['{experimentExecutions}'] },
    { actions: ['sqs:SendMessage'], resources: ['{queue:signals}'] },
  ],
  triggers: [
    {
      type: 'event',
      name: 'experiment-ended',
      pattern: endedBadly('{machine:experiment}'),
      input: { experimentId: '$.detail.name', cause: 'EXECUTION_ENDED' },
    },
    // The deadman of each run.
    { type: 'run-time-schedule' },
  ],
});
