import { z } from 'zod';
import { ENQUEUE } from '../../notifications/permissions.ts';
import { defineOperation } from '../../operation.ts';
import { READ_ALARMS } from '../../runs/metric-permissions.ts';
import { PUBLISH } from '../../runs/record-permissions.ts';
import { incidentId } from '../fields.ts';
import { ANSWER_TOKEN, CHANGE_INCIDENT } from '../permissions.ts';

export const definition = defineOperation({
  name: 'check_recovery',
  noun: 'incidents',
  summary: 'Resolve a recovering incident whose alarms are really well, or take it back.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    incidentId,
    since: z.string().max(64).describe('Since when it was recovering when this began, ISO 8601.'),
  }),
  output: z.strictObject({
    next: z.enum(['wait', 'done']).describe('Whether it is to be looked at again.'),
    seconds: z.number().optional().describe('How long to wait.'),
    words: z.string().describe('What was found.'),
  }),
  permissions: [
    CHANGE_INCIDENT,
    { actions: ['dynamodb:UpdateItem'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
    READ_ALARMS,
    PUBLISH,
    ENQUEUE,
    ANSWER_TOKEN,
  ],
  timeoutSeconds: 60,
});
