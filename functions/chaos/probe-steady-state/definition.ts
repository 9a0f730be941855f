import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { READ_ALARMS, READ_METRICS } from '../../runs/metric-permissions.ts';
import { chaosId } from '../fields.ts';
import { CHANGE_CHAOS, QUERY_INDEX, READ_BATCHES } from '../permissions.ts';

export const definition = defineOperation({
  name: 'probe_steady_state',
  noun: 'chaos',
  summary:
    'Read the probes of an experiment before, during or after its fault, and say what is to be done next.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    experimentId: chaosId,
    phase: z.enum(['before', 'during', 'after']).describe('Where the experiment is.'),
  }),
  output: z.strictObject({
    next: z.enum(['inject', 'wait', 'restore', 'conclude']),
    seconds: z.number().optional(),
    aborted: z.string().optional().describe('Why it ends before its time.'),
  }),
  timeoutSeconds: 60,
  permissions: [
    CHANGE_CHAOS,
    QUERY_INDEX,
    READ_BATCHES,
    READ_ALARMS,
    READ_METRICS,
    { actions: ['logs:FilterLogEvents'], resources: ['arn:aws:logs:{region}:{account}:log-group:*'] },
  ],
});
