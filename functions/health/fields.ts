import { z } from 'zod';

export const time = z.string().describe('ISO 8601, UTC.');

export const state = z
  .enum(['HEALTHY', 'DEGRADED', 'UNHEALTHY', 'UNKNOWN'])
  .describe('UNKNOWN: too little was seen, or there is nothing to probe.');

export const score = z
  .int()
  .optional()
  .describe('100 less the points that were lost; absent where nothing is known.');

export const lost = z
  .array(
    z.strictObject({
      points: z.int().describe('Points taken away.'),
      probe: z.string().describe('Id of the probe.'),
      words: z.string().describe('Why. Names are untrusted text.'),
    }),
  )
  .describe('The reason for each point that was lost, most first.');

export const counts = z
  .strictObject({
    GOOD: z.int(),
    WARNING: z.int(),
    BAD: z.int(),
    IDLE: z.int().describe('Read, and there was nothing to measure.'),
    UNSEEN: z.int().describe('Could not be read, or not in time.'),
  })
  .describe('Probes by what they say.');
