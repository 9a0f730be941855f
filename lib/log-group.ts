import { aws_logs as logs, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { customerKey } from './customer-key.ts';
import type { Naming } from './manifest/resources.ts';

/** Logs are kept this long everywhere. */
const RETENTION = logs.RetentionDays.ONE_MONTH;

/** A log group under the customer key, which its stack finds by parameter. */
export function makeLogGroup(stack: Stack, id: string, name: string, naming: Naming): logs.LogGroup {
  return new logs.LogGroup(stack, id, {
    logGroupName: name,
    encryptionKey: customerKey(stack, naming),
    retention: RETENTION,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}
