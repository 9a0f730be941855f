import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { SCHEDULE } from '../../runs/schedule-permissions.ts';
import { incidentId } from '../fields.ts';
import { INVESTIGATE } from '../investigation/permissions.ts';

export const definition = defineOperation({
  name: 'note_cause',
  noun: 'incidents',
  summary: 'Investigate an incident that has opened, and write down what was found.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    incidentId,
    look: z.enum(['first', 'second']).describe('The second one comes when more was measured.'),
  }),
  output: z.strictObject({
    next: z.enum(['noted', 'nothing']),
    words: z.string().describe('What was noted, or why nothing was.'),
  }),
  timeoutSeconds: 60,
  permissions: [...INVESTIGATE, { actions: ['dynamodb:PutItem'], resources: ['{table}'] }, ...SCHEDULE],
  triggers: [
    {
      type: 'event',
      name: 'incident-to-investigate',
      bus: 'product',
      pattern: {
        source: ['operate'],
        'detail-type': ['IncidentOpened', 'IncidentReopened'],
        // Of what was caused on purpose the cause is known.
        detail: { label: [null] },
      },
      input: { incidentId: '$.detail.incidentId', look: 'first' },
    },
    { type: 'run-time-schedule' },
  ],
});
