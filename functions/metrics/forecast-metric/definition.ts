import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { READ_METRICS } from '../../runs/metric-permissions.ts';

const time = z.string().describe('ISO 8601, UTC.');

/** What CloudWatch takes as a name. */
const PRINTABLE = /^[!-~]([ -~]{0,253}[!-~])?$/;
const STATISTIC = /^(Average|Sum|Minimum|Maximum|SampleCount|p[1-9][0-9]?(\.[0-9]{1,2})?)$/;

export const definition = defineOperation({
  name: 'forecast_metric',
  noun: 'metrics',
  summary:
    'Forecast a metric of a service, or any of CloudWatch, with quantiles, proved on its own past or refused.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: environmentName,
    service: serviceName
      .optional()
      .describe('Name of the service; may be left out where only one is registered, or with a namespace.'),
    metric: z
      .enum(['requests', 'errors', 'latency'])
      .default('requests')
      .describe('Of the service: requests or failed ones a period, or the 95th percentile in seconds.'),
    namespace: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._/#:-]{0,254}$/)
      .optional()
      .describe('Of any other metric, such as AWS/SQS, in place of a service.'),
    metricName: z.string().regex(PRINTABLE).optional().describe('Its name in that namespace.'),
    dimensions: z
      .array(z.string().regex(/^[!-<>-~]{1,255}=[!-~]{1,1023}$/))
      .max(30)
      .default([])
      .describe('All dimensions that it is published by, each as Name=Value.'),
    statistic: z.string().regex(STATISTIC).default('Average').describe('Its statistic, such as Sum or p95.'),
    horizonHours: z.number().int().min(1).max(168).default(24).describe('How far ahead.'),
    period: z
      .enum(['5m', '15m', '1h'])
      .default('5m')
      .describe('What a value is of. It looks back on 4,032 of them: two weeks, six, or 24.'),
    quantiles: z
      .array(z.string().regex(/^p[1-9][0-9]?$/))
      .min(1)
      .max(9)
      .default(['p10', 'p50', 'p90'])
      .describe('Levels from p1 to p99; scaling needs a high one.'),
    members: z
      .array(z.enum(['arima', 'prophet']))
      .max(2)
      .default([])
      .describe('Dear members that are tried besides the usual ones.'),
  }),
  output: z.strictObject({
    service: z.string().optional(),
    metric: z.string().describe('What is forecast.'),
    verdict: z
      .enum(['FORECASTABLE', 'POOR', 'NO_BETTER_THAN_NAIVE', 'CONSTANT', 'TOO_SHORT', 'NO_DATA'])
      .describe('Only FORECASTABLE is a base for acting ahead; NO_DATA has no forecast.'),
    words: z.string().describe('Why.'),
    method: z
      .string()
      .optional()
      .describe('The ensemble, or the naive forecast that is answered in its place.'),
    periodSeconds: z.number(),
    points: z
      .array(
        z.strictObject({
          at: time.describe('When the period begins.'),
          value: z.number().describe('The middle of what is expected.'),
          quantiles: z.record(z.string(), z.number()).describe('By level, such as p90.'),
        }),
      )
      .describe('Oldest first.'),
    backTest: z.strictObject({
      trials: z.number().describe('Moments of the past it was tried at.'),
      mase: z
        .number()
        .optional()
        .describe('Mean absolute error; 1 is what repeating the day before gets wrong.'),
      naive: z
        .strictObject({ name: z.string(), mase: z.number().optional() })
        .optional()
        .describe('The better naive forecast at the same moments.'),
      coverage: z
        .array(z.strictObject({ quantile: z.string(), share: z.number(), values: z.number() }))
        .describe('How often later values stayed below quantiles of earlier ones.'),
    }),
    seasons: z
      .array(z.strictObject({ points: z.number(), strength: z.number().optional() }))
      .describe('Candidate seasons that were tested; strength 1 repeats exactly, 0 or less is none.'),
    members: z
      .array(z.strictObject({ name: z.string(), share: z.number() }))
      .describe('What the forecast is made of, the most important first.'),
    read: z
      .strictObject({
        from: time,
        to: time,
        values: z.number(),
        metrics: z.number(),
        dollars: z.number().describe('What CloudWatch asks for the reading.'),
      })
      .describe('What was looked at.'),
    missing: z.array(z.string()).describe('What was asked for and is not there.'),
    notSeen: z.array(z.string()).describe('What the answer does not rest on.'),
  }),
  permissions: [
    { actions: ['dynamodb:GetItem'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
    READ_METRICS,
  ],
  timeoutSeconds: 30,
});
