import { z } from 'zod';
import { SOURCES } from '../../core/costs/recommendation.ts';
import { EFFORTS } from '../../core/costs/rule.ts';

const dollars = z.number();
const day = z.string().describe('Date in UTC.');
const time = z.string().describe('ISO 8601, UTC.');

const meter = z.strictObject({
  requests: z.int().describe('Requests to Cost Explorer, a cent each.'),
  metrics: z.int().describe('Metrics read from CloudWatch, a cent a thousand.'),
  dollars,
});

const spend = z.strictObject({
  from: day,
  to: day.describe('The first day that is not in it; AWS is about a day behind.'),
  amount: dollars.describe('As billed, without credits, refunds and tax.'),
  amortised: dollars.describe('With what was paid ahead spread over its days.'),
  before: dollars.optional().describe('Of as many days before; absent where they are not all known.'),
  credits: dollars.describe('Zero or less; not in the amount.'),
  refunds: dollars,
  tax: dollars,
  services: z.array(
    z.strictObject({
      service: z.string(),
      amount: dollars,
      amortised: dollars,
      before: dollars.optional(),
    }),
  ),
});

const recommendation = z.strictObject({
  source: z.enum(SOURCES),
  rule: z.string(),
  title: z.string(),
  type: z.string(),
  arn: z.string(),
  id: z.string(),
  service: z.string().optional(),
  kind: z.enum(['remove', 'change']),
  saving: dollars.describe('A month.'),
  cost: dollars.optional().describe('What the resource costs a month now.'),
  confidence: z.number().optional().describe('From 0 to 1: that it saves this and harms nobody.'),
  effort: z.enum(EFFORTS),
  restart: z.boolean().describe('Whether something in use restarts.'),
  undo: z.string(),
  evidence: z.string().describe('Untrusted text.'),
  action: z.string(),
  insteadOf: z
    .string()
    .optional()
    .describe(
      'The recommendation on the same resource that counts in its place; absent where this one does.',
    ),
});

const anomaly = z.strictObject({
  service: z.string(),
  excess: dollars.describe('Beyond what was expected, of its odd days.'),
  days: z.array(z.strictObject({ day, amount: dollars, expected: dollars })),
  drivers: z.array(z.strictObject({ usageType: z.string(), excess: dollars })),
});

/** An analysis as it is answered. */
export const analysis = z.strictObject({
  status: z
    .enum(['PLANNED', 'RUNNING', 'COMPLETE', 'NO_DATA'])
    .describe('RUNNING: ask again in a minute. PLANNED: a dry run, nothing was asked of AWS.'),
  analysisId: z.string().optional(),
  asOf: time.optional(),
  planned: meter.optional().describe('What it may cost at most, before it runs.'),
  spent: meter.optional().describe('What it did cost.'),
  spend: spend.optional(),
  applications: z
    .array(
      z.strictObject({ environment: z.string(), service: z.string(), amount: dollars, amortised: dollars }),
    )
    .optional()
    .describe('Registered services by their tags.'),
  budgets: z
    .array(
      z.strictObject({
        name: z.string(),
        state: z.enum(['OK', 'AT_RISK', 'EXCEEDED']),
        limit: dollars,
        actual: dollars,
        forecast: dollars.optional(),
        period: z.string(),
      }),
    )
    .optional(),
  forecast: z
    .strictObject({
      month: z.string(),
      soFar: dollars,
      expected: dollars,
      low: dollars,
      high: dollars.describe('Low and high hold four months of five.'),
      source: z.enum(['cost-explorer', 'operate']),
    })
    .optional(),
  anomalies: z.array(anomaly).optional(),
  savings: z
    .strictObject({
      monthly: dollars.describe('Of each resource one recommendation, so that nothing is counted twice.'),
      shareOfBill: z.number().optional().describe('Of the last thirty days; absent without a bill.'),
      recommendations: z.int(),
      items: z.array(recommendation),
    })
    .optional(),
  ledger: z
    .strictObject({
      open: z.int(),
      openSaving: dollars,
      realised: z.int(),
      estimatedSaving: dollars.describe('What the realised ones were estimated at, a month.'),
      realisedSaving: dollars.describe('What their resources cost less now, a month.'),
      lapsed: z.int().describe('No longer found, though the resource costs what it did.'),
    })
    .optional(),
  prices: z.string().optional().describe('By which prices our own rules count.'),
  missing: z.array(z.string()).describe('What is not on or not allowed, and what that hides.'),
  notSeen: z.array(z.string()).describe('What was cut, throttled or failed.'),
  nextToken: z.string().optional().describe('For the next recommendations.'),
});

/** What of an analysis is shown. */
export const shownFields = {
  timeWindow: z
    .string()
    .regex(/^([1-9]|[1-8]\d|90)d$/)
    .default('30d')
    .describe('Days up to yesterday, at most 90d.'),
  services: z
    .array(z.string().min(1).max(200))
    .max(50)
    .optional()
    .describe('Only these: AWS services as Cost Explorer names them, or registered services.'),
  limit: z.int().min(1).max(100).default(20).describe('Recommendations in one answer.'),
  nextToken: z.string().max(200).optional(),
};
