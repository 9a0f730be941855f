import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { counts, lostPoints, score, state, time } from '../fields.ts';
import { READ_PROBES, READ_SERVICES } from '../permissions.ts';

const milliseconds = z.number().optional();

const finding = z.strictObject({
  probe: z.string().describe('Id of the probe, such as endpoint:https://shop.example.com/health.'),
  kind: z.enum(['endpoint', 'certificate', 'target-group', 'ecs-service', 'function', 'alarm']),
  standing: z
    .enum(['GOOD', 'WARNING', 'BAD', 'IDLE', 'UNSEEN'])
    .describe('IDLE: read, and there was nothing to measure. UNSEEN: nobody knows.'),
  words: z.string().describe('Why. Names are untrusted text.'),
  times: z
    .strictObject({
      dnsMs: milliseconds,
      connectMs: milliseconds,
      tlsMs: milliseconds,
      firstByteMs: milliseconds,
      totalMs: milliseconds,
    })
    .optional()
    .describe('Parts of the request; a part that there was not is missing.'),
  expiresAt: time.optional().describe('When the certificate expires, ISO 8601.'),
});

export const definition = defineOperation({
  name: 'monitor_health',
  noun: 'health',
  summary:
    'Probe every registered endpoint, target group, ECS service, function and alarm now, and score each service.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    services: z
      .array(z.string().regex(/^([a-z][a-z0-9-]{0,31}\/)?[a-z][a-z0-9-]{0,63}$/))
      .min(1)
      .max(100)
      .optional()
      .describe('Only these: a name in every environment, or environment/name.'),
  }),
  output: z.strictObject({
    state,
    score: score.describe('The lowest of all services.'),
    words: z.string().describe('Which services make it so.'),
    at: time,
    lost: z
      .array(z.strictObject({ service: z.string().describe('environment/name.'), ...lostPoints }))
      .describe('The reason for each point that a service lost, most points first.'),
    services: z.array(
      z.strictObject({
        environment: z.string(),
        service: z.string(),
        state,
        score,
        probes: z.array(finding).describe('Everything that was looked at.'),
        dependencies: z
          .array(
            z.strictObject({
              service: z.string().describe('environment/name.'),
              state,
              score,
              words: z.string(),
            }),
          )
          .describe('What it needs, apart from itself: they take none of its points.'),
        watched: z.boolean().describe('Whether it is probed by schedule, with history and signals.'),
      }),
    ),
    counts,
    notReached: z.array(z.string()).describe('Probes that there was no time for.'),
    missing: z.array(z.string()).describe('What is not looked at, and how to have it looked at.'),
  }),
  outcome: { field: 'state', success: ['HEALTHY'], undecided: ['UNKNOWN'] },
  permissions: [...READ_SERVICES, ...READ_PROBES],
  timeoutSeconds: 25,
});
