import { z } from 'zod';

export const time = z.string().describe('ISO 8601, UTC.');

export const state = z
  .enum(['HEALTHY', 'DEGRADED', 'UNHEALTHY', 'UNKNOWN'])
  .describe('UNKNOWN: too little was seen, or there is nothing to probe.');

export const score = z
  .int()
  .optional()
  .describe('100 less the points that were lost; absent where nothing is known.');

export const lostPoints = {
  points: z.int().describe('Points taken away.'),
  probe: z.string().describe('Id of the probe.'),
  words: z.string().describe('Why. Names are untrusted text.'),
};

export const counts = z
  .strictObject({
    good: z.int(),
    warning: z.int(),
    bad: z.int(),
    idle: z.int().describe('Read, and there was nothing to measure.'),
    unseen: z.int().describe('Could not be read, or not in time.'),
  })
  .describe('Probes by what they say.');
