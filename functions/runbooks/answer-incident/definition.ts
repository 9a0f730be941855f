import { z } from 'zod';
import { incidentId } from '../../incidents/fields.ts';
import { defineOperation } from '../../operation.ts';
import { READ_METRICS } from '../../runs/metric-permissions.ts';
import type { EventTrigger } from '../../trigger.ts';
import { START_RUN } from '../permissions.ts';

const INCIDENTS = ['IncidentOpened', 'IncidentReopened', 'IncidentUpdated'];

/** Events of the product's own bus, of an incident. */
function of(name: string, detail: object): EventTrigger {
  return {
    type: 'event',
    name,
    bus: 'product',
    pattern: { source: ['operate'], ...detail },
    input: { incidentId: '$.detail.incidentId' },
  };
}

export const definition = defineOperation({
  name: 'answer_incident',
  noun: 'runbooks',
  summary: 'Run the runbook that answers an incident, as far as it may by itself; else say which one would.',
  risk: 'change',
  surfaces: [],
  readsRunbooks: true,
  input: z.strictObject({ incidentId }),
  output: z.strictObject({
    next: z.enum(['nothing', 'later', 'run', 'suggest']).describe('What came of it.'),
    words: z.string().describe('Why.'),
    runId: z.string().optional().describe('The run that was made.'),
  }),
  timeoutSeconds: 60,
  permissions: [...START_RUN, READ_METRICS],
  triggers: [
    of('incident-to-answer', {
      'detail-type': INCIDENTS,
      // What was caused on purpose, and what no longer fires, is left alone.
      detail: { label: [null], state: ['TRIGGERED', 'ACKNOWLEDGED'] },
    }),
    of('run-that-ended', {
      'detail-type': ['RunbookEnded'],
      detail: { state: ['INEFFECTIVE', 'REFUSED', 'SUCCEEDED'], incidentId: [{ prefix: 'inc-' }] },
    }),
    // A signal has to fire for a while before some runbooks answer it.
    { type: 'run-time-schedule' },
  ],
});
