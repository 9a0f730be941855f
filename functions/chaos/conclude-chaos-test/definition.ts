import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { PUBLISH } from '../../runs/record-permissions.ts';
import { DISARM } from '../../runs/schedule-permissions.ts';
import { chaosId, verdict } from '../fields.ts';
import { CHANGE_CHAOS } from '../permissions.ts';

export const definition = defineOperation({
  name: 'conclude_chaos_test',
  noun: 'chaos',
  summary: 'Say what an experiment has shown, and end it.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    experimentId: chaosId,
    unrecovered: z.boolean().optional().describe('What was injected could not be taken back.'),
  }),
  output: z.strictObject({
    verdict: verdict.optional(),
    failed: z.string().optional().describe('What went wrong with the run itself.'),
  }),
  timeoutSeconds: 60,
  permissions: [
    CHANGE_CHAOS,
    PUBLISH,
    DISARM,
    { actions: ['sqs:SendMessage'], resources: ['{queue:signals}'] },
  ],
});
