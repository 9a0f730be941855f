import { z } from 'zod';
import { MAIN_METRICS } from '../../../core/anomaly/main-metric.ts';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';

const metric = z.enum(MAIN_METRICS).describe('requests and errors in 5 minutes, seconds, percent.');
const time = z.string().describe('ISO 8601, UTC.');
const nats = (words: string) => z.number().describe(words);

const anomaly = z.strictObject({
  metric,
  since: time,
  until: time.optional().describe('The last point that was as rare; absent while it lasts.'),
  value: z.number().describe('The value that raised the alarm.'),
  score: nats('How rare it was: -ln of the share of earlier points that were as rare, at most 12.'),
  threshold: nats('The score from which on it was an alarm; it rises with each alarm.'),
  expected: z
    .strictObject({ usual: z.number(), low: z.number(), high: z.number() })
    .optional()
    .describe('What was usual at this time of the day; absent when that was not known.'),
  because: z
    .array(z.enum(['season', 'level', 'distribution', 'window', 'change']))
    .describe('The views in which it was rare, rarest first.'),
});

export const definition = defineOperation({
  name: 'detect_anomalies',
  noun: 'metrics',
  summary: 'Say which main metric of a service behaves oddly, since when, and what was expected.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: environmentName,
    service: serviceName.optional().describe('Needed where several are registered.'),
    hours: z.int().min(1).max(336).default(24).describe('How far back.'),
  }),
  output: z.strictObject({
    service: z.string(),
    state: z
      .enum(['ANOMALY', 'NORMAL', 'LEARNING', 'NO_DATA'])
      .describe('ANOMALY while one lasts; LEARNING until a metric was seen for two days.'),
    seenUntil: time.optional().describe('Points before this were seen; absent when none were.'),
    metrics: z.array(
      z.strictObject({
        metric,
        state: z.enum(['ANOMALY', 'NORMAL', 'LEARNING', 'NO_DATA']),
        points: z.int().describe('5-minute points that were learnt from.'),
        at: time.optional().describe('Its newest point.'),
        value: z.number().optional(),
        score: z.number().optional(),
      }),
    ),
    anomalies: z.array(anomaly).describe('Newest first.'),
    notSeen: z.array(z.string()).describe('What could not be judged, and why.'),
  }),
  permissions: [
    { actions: ['dynamodb:GetItem'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
  ],
  timeoutSeconds: 10,
});
