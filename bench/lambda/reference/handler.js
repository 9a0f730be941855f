/**
 * What most would write: parse, validate, put an item, ask ECS, log, count, trace. It does the work of one of our
 * operations with the libraries that are usual for it, and is bundled as CDK's NodejsFunction does by default.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import { Entity } from 'electrodb';
import * as z from 'zod';

const logger = new Logger({ serviceName: 'reference' });
const metrics = new Metrics({ namespace: 'Reference', serviceName: 'reference' });
const tracer = new Tracer({ serviceName: 'reference' });
const ecs = tracer.captureAWSv3Client(new ECSClient({}));
const client = DynamoDBDocumentClient.from(tracer.captureAWSv3Client(new DynamoDBClient({})));

const Deployment = new Entity(
  {
    model: { entity: 'deployment', version: '1', service: 'operate' },
    attributes: {
      deploymentId: { type: 'string', required: true },
      environment: { type: 'string', required: true },
      service: { type: 'string', required: true },
      version: { type: 'string', required: true },
      strategy: { type: ['blue-green', 'canary', 'rolling'], required: true },
      createdAt: { type: 'string', required: true },
    },
    indexes: {
      byId: { pk: { field: 'pk', composite: ['deploymentId'] }, sk: { field: 'sk', composite: [] } },
    },
  },
  { client, table: 'operate' },
);

const Input = z.object({
  environment: z.string().min(1).max(32),
  service: z.string().min(1).max(64),
  version: z.string().min(1).max(128),
  strategy: z.enum(['blue-green', 'canary', 'rolling']).default('canary'),
  steps: z.array(z.object({ weight: z.number().min(0).max(100), bakeSeconds: z.int().min(0) })).default([]),
  criteria: z.object({ errorRate: z.string().optional(), responseTime: z.string().optional() }).default({}),
});

async function deploy(event) {
  const input = Input.parse(event.body);
  const deploymentId = event.requestContext.requestId;
  await Deployment.put({ deploymentId, ...input, createdAt: event.requestContext.time }).go();
  const { services } = await ecs.send(
    new DescribeServicesCommand({ cluster: 'main', services: [input.service] }),
  );
  logger.info('deployment begun', { deploymentId, services: services?.length ?? 0 });
  metrics.addMetric('deployments', MetricUnit.Count, 1);
  return { statusCode: 200, body: JSON.stringify({ deploymentId }) };
}

export const handler = middy(deploy)
  .use(captureLambdaHandler(tracer))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .use(httpJsonBodyParser())
  .use(httpErrorHandler());
