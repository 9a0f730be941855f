import type { AnyContract } from './contract.ts';
import { applicationAutoScaling } from './services/application-autoscaling.ts';
import { autoScaling } from './services/auto-scaling.ts';
import { cloudWatch } from './services/cloudwatch.ts';
import { dynamodb } from './services/dynamodb/dynamodb.ts';
import { ecr } from './services/ecr.ts';
import { ecs } from './services/ecs.ts';
import { elbv2 } from './services/elbv2.ts';
import { eventBridge } from './services/eventbridge.ts';
import { lambda } from './services/lambda.ts';
import { logs } from './services/logs.ts';
import { posture } from './services/posture.ts';
import { s3 } from './services/s3.ts';
import { scheduler } from './services/scheduler.ts';
import { secretsManager } from './services/secrets-manager.ts';
import { sns } from './services/sns.ts';
import { sqs } from './services/sqs.ts';
import { stepFunctions } from './services/step-functions.ts';

/** Every service that the product uses and moto knows. */
export const CONTRACTS: readonly AnyContract[] = [
  dynamodb,
  stepFunctions,
  eventBridge,
  scheduler,
  ecs,
  elbv2,
  applicationAutoScaling,
  autoScaling,
  ecr,
  lambda,
  cloudWatch,
  logs,
  s3,
  sns,
  sqs,
  secretsManager,
  posture,
];
