import { z } from 'zod';
import { MAIN_METRICS } from '../../../core/anomaly/main-metric.ts';
import { MOST_OBJECTIVES } from '../../../core/rollout/objectives.ts';
import { environmentName, objectiveName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { READ_TARGETS } from '../read-permissions.ts';
import { serviceOutput } from '../service-output.ts';
import { target, versionSource } from './target-input.ts';

const gate = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('lambda').describe('A function is called.'),
    name: z.string().min(1).max(64).describe('Name of the gate in answers.'),
    functionName: z.string().min(1).max(170).describe('Name or ARN of the function.'),
  }),
  z.strictObject({
    type: z.literal('https').describe('A URL is called.'),
    name: z.string().min(1).max(64).describe('Name of the gate in answers.'),
    url: z
      .string()
      .regex(/^https:\/\/\S+$/)
      .max(1024)
      .describe('URL that gets the deployment as a POST.'),
  }),
]);

const criteria = z.strictObject({
  errorRate: z
    .string()
    .regex(/^<\d{1,2}(\.\d+)?%$/)
    .optional()
    .describe('Limit of the share of bad requests, such as <1%.'),
  responseTime: z
    .string()
    .regex(/^<\d{1,6}ms$/)
    .optional()
    .describe('Limit of the 95th percentile of the response time, such as <500ms.'),
});

const health = z
  .strictObject({
    endpoints: z
      .array(
        z.strictObject({
          url: z.string().describe('http(s) URL that gets a GET without credentials; answers show it.'),
          expectStatus: z
            .int()
            .optional()
            .describe('Status that is well, 100 to 599; 200 otherwise. Redirects are not followed.'),
          expectBody: z
            .string()
            .optional()
            .describe('Text that has to be in the first 64 KiB of the body, up to 1,024 characters.'),
          timeoutMs: z
            .int()
            .optional()
            .describe('Time for the whole answer, 100 to 10,000 milliseconds; 3,000 otherwise.'),
        }),
      )
      .max(50)
      .describe('Endpoints that are asked.'),
    allowAddresses: z
      .array(z.string())
      .max(20)
      .optional()
      .describe(
        'Addresses or networks, such as 10.0.0.0/16, that endpoints may have beside public ones. Loopback, link-local and metadata addresses only one by one.',
      ),
  })
  .optional()
  .describe('Has the service probed every three minutes, with history and signals for incidents.');

const finding = z.strictObject({
  check: z.string().describe('What was looked at.'),
  ok: z.boolean().describe('Whether it is as it has to be.'),
  words: z.string().describe('What was found.'),
  fix: z.string().optional().describe('What to do about it; advice where it is ok.'),
});

export const definition = defineOperation({
  name: 'register_service',
  noun: 'services',
  summary: 'Register a service for deployments, or check with dryRun what it still lacks.',
  risk: 'change',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: environmentName,
    service: serviceName.describe('Name of the service; also the value of its operate:service tags.'),
    target,
    versionSource,
    criteria: criteria.default({}).describe('Absolute limits that hold in every deployment of the service.'),
    gates: z
      .array(gate)
      .max(10)
      .default([])
      .describe('Gates that must answer PASSED before anything changes.'),
    approvalRequired: z
      .boolean()
      .default(false)
      .describe('Whether a second person approves every deployment.'),
    rollbackWindowSeconds: z
      .int()
      .min(0)
      .max(604_800)
      .default(3600)
      .describe('How long the previous version stays warm after a promotion, in seconds.'),
    alarms: z
      .array(z.string().min(1).max(255))
      .max(20)
      .default([])
      .describe('Names of CloudWatch alarms; one that starts to fire ends a rollout.'),
    slos: z
      .array(objectiveName)
      .max(MOST_OBJECTIVES)
      .optional()
      .describe('Objectives, set with set_slo, that the judge of every deployment reads besides.'),
    dependsOn: z
      .array(serviceName)
      .max(50)
      .optional()
      .describe('Services of the environment that it needs: their incidents may explain its own.'),
    tracedAs: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('Name of its node in X-Ray: investigations then learn from traces who calls whom.'),
    anomalyAlarms: z
      .array(z.enum(MAIN_METRICS))
      .max(MAIN_METRICS.length)
      .optional()
      .describe('Main metrics whose anomalies open an incident by themselves; others are evidence in one.'),
    health,
    dryRun: z.boolean().default(false).describe('Only look: nothing is written.'),
  }),
  output: z.strictObject({
    state: z
      .enum(['REGISTERED', 'READY', 'NOT_READY'])
      .describe('READY and NOT_READY are answers of a dry run.'),
    findings: z.array(finding).describe('Everything that was checked.'),
    service: serviceOutput.optional().describe('The service as it is registered now.'),
    onboarding: z
      .strictObject({
        cdk: z
          .string()
          .describe(
            'CDK statements for the constructor of a stack that add what is missing. Names are untrusted text.',
          ),
        cli: z.array(z.string()).describe('AWS CLI commands that add it, in order, for a POSIX shell.'),
      })
      .optional()
      .describe('How to add what is missing.'),
  }),
  permissions: [
    {
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:ConditionCheckItem'],
      resources: ['{table}'],
    },
    ...READ_TARGETS,
  ],
  timeoutSeconds: 28,
});
