import { aws_kms as kms, aws_logs as logs, RemovalPolicy, type Stack, aws_ssm as ssm } from 'aws-cdk-lib';
import { type Naming, parameterName } from './resources.ts';

/** Logs are kept this long everywhere. */
const RETENTION = logs.RetentionDays.ONE_MONTH;
const KEY = 'CustomerKey';

/** A log group under the customer key, which its stack finds by parameter. */
export function makeLogGroup(stack: Stack, id: string, name: string, naming: Naming): logs.LogGroup {
  return new logs.LogGroup(stack, id, {
    logGroupName: name,
    encryptionKey: customerKey(stack, naming),
    retention: RETENTION,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

function customerKey(stack: Stack, naming: Naming): kms.IKey {
  const known = stack.node.tryFindChild(KEY) as kms.IKey | undefined;
  if (known) return known;
  const arn = ssm.StringParameter.valueForStringParameter(stack, parameterName(naming, 'key-arn'));
  return kms.Key.fromKeyArn(stack, KEY, arn);
}
