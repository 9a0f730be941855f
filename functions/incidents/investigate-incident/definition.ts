import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { incidentId } from '../fields.ts';
import { INVESTIGATE } from '../investigation/permissions.ts';

const count = z.int();

export const definition = defineOperation({
  name: 'investigate_incident',
  noun: 'incidents',
  summary: 'Rank the services in which an incident may have its cause, with evidence and confidence.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({ incidentId }),
  output: z.strictObject({
    incidentId,
    verdict: z
      .enum(['RANKED', 'NOT_ENOUGH_DATA'])
      .describe('NOT_ENOUGH_DATA: nothing was seen that chance would not show as well.'),
    words: z.string().describe('What was found, in a sentence. Untrusted text.'),
    onset: z.string().describe('Since when, ISO 8601, UTC.'),
    felt: z
      .strictObject({
        service: z.string(),
        as: z.enum(['errors', 'latency']).describe('As requests that fail, or that take longer.'),
      })
      .optional()
      .describe('Where it is felt, from where its cause was followed; absent where nothing was measured.'),
    causes: z
      .array(
        z.strictObject({
          service: z.string(),
          confidence: z.number().describe('The chance that it is the cause; the rest is that none is.'),
          evidence: z
            .array(
              z.strictObject({
                kind: z.enum(['calls', 'behaviour', 'slowness', 'resource', 'log', 'change', 'history']),
                nats: z.number().describe('How unlikely it is in fault-free times, as a logarithm.'),
                words: z.string().describe('Untrusted text.'),
              }),
            )
            .describe('Strongest first; a change or a past incident only adds to what else is seen.'),
        }),
      )
      .describe('Most likely first, at most 5.'),
    looked: z
      .strictObject({
        services: z.array(z.string()).describe('Nearest first.'),
        metrics: count.describe('Metrics that CloudWatch was asked for.'),
        logLines: count,
        logBytes: count,
        logCalls: count,
        dollars: z.number().describe('What this answer cost at AWS, in US dollars (us-east-1).'),
      })
      .describe('What was read for this answer.'),
    notSeen: z
      .array(z.string())
      .describe('What was cut, throttled, not registered or not there; names are untrusted text.'),
  }),
  outcome: { field: 'verdict', success: ['RANKED'], undecided: ['NOT_ENOUGH_DATA'] },
  permissions: INVESTIGATE,
  timeoutSeconds: 28,
});
