import { z } from 'zod';
import { MOST_OBJECTIVES } from '../../../core/rollout/objectives.ts';
import { environmentName, objectiveName, serviceName, versionLabel } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { deployment, step, strategy } from '../../runs/answer.ts';
import { READ_ALARMS } from '../../runs/metric-permissions.ts';
import { PUBLISH, READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';
import { SCHEDULE } from '../../runs/schedule-permissions.ts';

const seconds = (least: number, most: number) => z.int().min(least).max(most);
const limit = z.string().max(32);

const stepInput = z.strictObject({
  weight: z.int().min(1).max(100).describe('Percent of traffic for the new version.'),
  bakeSeconds: seconds(1, 604_800).optional().describe('Seconds for which the step is watched.'),
  minRequests: z
    .int()
    .min(1)
    .max(1_000_000_000)
    .optional()
    .describe('Requests the new version must have answered.'),
  deadlineSeconds: seconds(1, 1_209_600)
    .optional()
    .describe('Seconds after which missing evidence is acted upon.'),
});

const monitoring = z.strictObject({
  metrics: z
    .array(z.string().max(256))
    .max(50)
    .optional()
    .describe("CloudWatch alarms to watch besides the service's own."),
  slos: z
    .array(objectiveName)
    .max(MOST_OBJECTIVES)
    .optional()
    .describe("Objectives of the environment that the judge reads, besides the service's own."),
  duration: seconds(1, 604_800).optional().describe('Seconds for which each step is watched; default 300.'),
  successCriteria: z
    .strictObject({
      errorRate: limit.optional().describe('Largest share of bad requests, such as "<1%".'),
      responseTime: limit.optional().describe('Largest p95, such as "<500ms".'),
    })
    .optional()
    .describe('Absolute limits, besides the comparison with the old version.'),
});

const plan = z.strictObject({
  gates: z.array(
    z.strictObject({
      name: z.string(),
      status: z.enum(['PASSED', 'FAILED', 'NOT_INSTALLED', 'NO_DATA', 'ASKED_LATER']),
      words: z.string(),
      needsApproval: z.boolean().optional().describe('It asks for a second person.'),
    }),
  ),
  missing: z.array(z.string()).describe('Sources that are not installed and were therefore not asked.'),
  strategy,
  steps: z.array(step),
  power: z.array(
    z.strictObject({
      step: z.number(),
      detectable: z.boolean(),
      words: z.string().describe('Whether the bake can show the regression of interest at the traffic seen.'),
    }),
  ),
  leastSeconds: z.number().describe('What the rollout takes at least.'),
  transitions: z.number().describe('State transitions of a healthy run.'),
  dollars: z.number().describe('What a healthy run costs, in US dollars.'),
  notes: z
    .array(z.string())
    .describe('What the deployment will do besides, such as closing a rollback window.'),
  planHash: z.string(),
});

export const definition = defineOperation({
  name: 'deploy_application',
  noun: 'deployments',
  summary:
    'Deploy a version of a service: beside the old one, judged on real traffic, promoted or rolled back.',
  risk: 'change',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    environment: environmentName,
    version: versionLabel,
    service: serviceName.optional().describe('May be left out where only one service is registered.'),
    strategy: strategy.default('canary'),
    rollbackOnFailure: z
      .boolean()
      .default(true)
      .describe('false holds at the present weights and asks a person.'),
    healthCheckTimeout: seconds(10, 7200)
      .default(600)
      .describe('Seconds within which health must be proved.'),
    healthCheck: z
      .string()
      .regex(/^\/([A-Za-z0-9._~-][A-Za-z0-9._~/-]{0,254})?$/)
      .optional()
      .describe(
        'Path that the probes of the new version ask, such as /health; it has to answer below 400. Default: what is registered, below 500.',
      ),
    trafficSplit: z
      .union([z.int().min(1).max(100), z.literal('all-at-once')])
      .optional()
      .describe('First weight in percent, or all traffic in one step.'),
    steps: z
      .array(stepInput)
      .min(1)
      .max(20)
      .optional()
      .describe('The whole list of steps, instead of trafficSplit.'),
    monitoring: monitoring.optional().describe('What is watched, for how long, and what must hold.'),
    rollbackThreshold: z
      .number()
      .gt(0)
      .max(100)
      .optional()
      .describe('Percent of bad requests that ends it at once.'),
    onInsufficient: z
      .enum(['pause', 'rollback'])
      .default('pause')
      .describe('What missing evidence leads to at the deadline.'),
    approval: z
      .boolean()
      .optional()
      .describe('true asks a second person first; a service may demand it anyway.'),
    fix: z
      .boolean()
      .default(false)
      .describe('It repairs what used up an error budget: a second person is asked instead of refusing it.'),
    dryRun: z.boolean().default(false).describe('Reads everything, changes nothing, answers the plan.'),
  }),
  output: z.strictObject({ deployment: deployment.optional(), plan }),
  shortForm: {
    command: 'deploy',
    flags: { app: 'service', 'auto-rollback': 'rollbackOnFailure' },
    presets: { environment: 'production' },
  },
  timeoutSeconds: 29,
  permissions: [
    READ_RECORDS,
    WRITE_RECORDS,
    PUBLISH,
    { actions: ['dynamodb:ConditionCheckItem'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
    ...SCHEDULE,
    { actions: ['states:StartExecution'], resources: ['{deploymentMachine}'] },
    {
      actions: ['lambda:InvokeFunction'],
      resources: [
        '{function:drive_ecs_pair}',
        '{function:drive_lambda_alias}',
        'arn:aws:lambda:{region}:{account}:function:operate-gate-*',
      ],
    },
    READ_ALARMS,
  ],
});
