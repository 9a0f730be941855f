import { z } from 'zod';

const NAME = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,254}$/);
const TARGET_GROUP =
  /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:targetgroup\/[A-Za-z0-9-]+\/[0-9a-f]+$/;
const ROUTE = /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener(-rule)?\/[A-Za-z0-9/-]+$/;
const RULE = /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener-rule\/[A-Za-z0-9/-]+$/;
const URL = /^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/;

const side = (name: string) =>
  z
    .strictObject({
      service: NAME.describe('Name of the ECS service.'),
      targetGroup: z
        .string()
        .regex(TARGET_GROUP)
        .optional()
        .describe('ARN of its target group; otherwise the one the ECS service is attached to.'),
    })
    .optional()
    .describe(`The ${name} side; otherwise the ECS service <service>-${name} of the cluster.`);

const ecsPair = z.strictObject({
  type: z.literal('ecs-pair').describe('Two ECS services behind one Application Load Balancer.'),
  cluster: z.string().min(1).max(512).describe('Name or ARN of the ECS cluster.'),
  container: NAME.optional().describe(
    'Container that takes the traffic; otherwise the one in the target group.',
  ),
  blue: side('blue'),
  green: side('green'),
  production: z
    .string()
    .regex(ROUTE)
    .describe('ARN of the listener, or of the listener rule, that carries production traffic.'),
  testRules: z
    .strictObject({
      blue: z.string().regex(RULE).describe('ARN of the rule that leads to blue.'),
      green: z.string().regex(RULE).describe('ARN of the rule that leads to green.'),
    })
    .optional()
    .describe('The rules by which a request header leads to a side; otherwise they are looked for.'),
  url: z
    .string()
    .regex(URL)
    .max(512)
    .optional()
    .describe("Base URL by which users reach production; otherwise the balancer's own name."),
  testUrl: z
    .string()
    .regex(URL)
    .max(512)
    .optional()
    .describe("Base URL of the test rules; otherwise the balancer's own name."),
});

const errorMetric = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z
        .literal('lambda-errors')
        .describe("Lambda's own Errors metric; it does not see a returned status 500."),
    }),
    z.strictObject({
      type: z.literal('custom').describe('A metric per version that the function emits.'),
      namespace: z.string().min(1).max(255).describe('CloudWatch namespace.'),
      metric: z.string().min(1).max(255).describe('Metric name; its sum is the number of bad requests.'),
      dimensions: z
        .record(z.string().min(1).max(255), z.string().min(1).max(1024))
        .describe('Dimensions of the metric; the value {version} stands for the version number.'),
    }),
  ])
  .optional()
  .describe('What counts as a bad request. Required to become READY, so that it is a choice.');

const lambdaAlias = z.strictObject({
  type: z.literal('lambda-alias').describe('A Lambda alias that splits traffic between two versions.'),
  functionName: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .describe('Name of the function.'),
  alias: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,128}$/)
    .describe('Name of the alias that callers use.'),
  probe: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Event that a healthy version answers without an error and below status 500.'),
  errorMetric,
});

export const target = z.discriminatedUnion('type', [ecsPair, lambdaAlias]).describe('What is deployed to.');

export const versionSource = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('ecr').describe('Versions are image tags or digests.'),
      repository: z.string().min(2).max(256).describe('Name of the ECR repository.'),
    }),
    z.strictObject({
      type: z.literal('task-definition').describe('Versions are revisions of a task definition.'),
      family: z.string().min(1).max(255).describe('Family of the task definition.'),
    }),
    z.strictObject({
      type: z
        .literal('lambda-version')
        .describe('Versions are published version numbers, or descriptions such as a commit.'),
    }),
  ])
  .describe('Where versions come from.');
