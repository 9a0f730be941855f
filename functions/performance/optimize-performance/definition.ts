import { z } from 'zod';
import { METRICS } from '../../../core/performance/measures.ts';
import { TIME_WINDOWS } from '../../../core/performance/window.ts';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { READ_WEIGHTS } from '../../runbooks/step/permissions.ts';
import { READ_ECS_SERVICES, TAGGED } from '../../runs/ecs-permissions.ts';
import { READ_METRICS } from '../../runs/metric-permissions.ts';
import { SCHEDULE } from '../../runs/schedule-permissions.ts';
import { analysed, metric, optimizationPlan } from '../fields.ts';
import { CHANGE_PERFORMANCE, FUNCTIONS, READ_DEFINITIONS } from '../permissions.ts';

export const definition = defineOperation({
  name: 'optimize_performance',
  noun: 'performance',
  summary:
    'Find what holds services back against their own baseline, and what could be set better; apply what is of low risk.',
  risk: 'change',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: environmentName,
    service: serviceName.optional().describe('Only this one; every service of the environment when missing.'),
    timeWindow: z.enum(TIME_WINDOWS).default('24h').describe('The time that is analysed; it ends now.'),
    metrics: z
      .array(metric)
      .min(1)
      .max(METRICS.length)
      .default([...METRICS])
      .describe('What is looked at.'),
    autoApply: z
      .boolean()
      .default(false)
      .describe(
        'Apply what is of low risk: one change of one service, as a canary, judged, and undone if worse.',
      ),
    dryRun: z.boolean().default(false).describe('With autoApply, only answer the plan.'),
  }),
  output: z.strictObject({
    environment: z.string(),
    window: z.strictObject({ from: z.string(), to: z.string() }),
    services: z.array(analysed),
    plan: optimizationPlan.optional().describe('What autoApply does, or would do.'),
    optimizationId: z.string().optional().describe('What was begun; list_optimizations shows how it goes.'),
    applied: z.string().optional().describe('Why autoApply began nothing.'),
    spent: z.strictObject({
      metrics: z.int(),
      logBytes: z.number(),
      dollars: z.number(),
    }),
    notSeen: z.array(z.string()),
  }),
  permissions: [
    CHANGE_PERFORMANCE,
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
    READ_METRICS,
    READ_WEIGHTS,
    READ_ECS_SERVICES,
    READ_DEFINITIONS,
    {
      actions: [
        'lambda:GetAlias',
        'lambda:GetFunctionConfiguration',
        'lambda:GetFunctionConcurrency',
        'lambda:GetProvisionedConcurrencyConfig',
      ],
      resources: [FUNCTIONS],
      conditions: TAGGED,
    },
    { actions: ['logs:StartQuery'], resources: ['arn:aws:logs:{region}:{account}:log-group:*'] },
    // AWS knows no resource for the results of a query.
    { actions: ['logs:GetQueryResults', 'logs:StopQuery'], resources: ['*'] },
    ...SCHEDULE,
    { actions: ['states:StartExecution'], resources: ['{machine:optimization}'] },
  ],
  timeoutSeconds: 29,
});
