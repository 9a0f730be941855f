import { Aws, aws_iam as iam, aws_kms as kms, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Manifest } from '../manifest/manifest.ts';
import { keyAlias, type Naming } from '../manifest/resources.ts';

/** Services through which whoever may use the resource may use the key, and in no other way. */
const THROUGH = ['dynamodb', 's3', 'sns', 'sqs'];

/**
 * The key of everything that is kept. Services that act by themselves use it only for this installation's
 * resources: without the statements for CloudWatch and EventBridge, alarms and undelivered events are lost in silence.
 */
export function makeKey(scope: Construct, { naming, queues }: Manifest): kms.Key {
  const topics = queues.flatMap(({ topic }) => topic ?? []);
  const key = new kms.Key(scope, 'Key', {
    alias: keyAlias(naming),
    description: 'Records, audit anchors, dead letters, alarms and logs of Operate',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const statement of [throughServices(naming), ...senders(naming, topics), logs(naming)])
    key.addToResourcePolicy(statement);
  return key;
}

function throughServices({ account, region }: Naming): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'ThroughServices',
    principals: [new iam.AnyPrincipal()],
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    resources: ['*'],
    conditions: {
      StringEquals: {
        'kms:CallerAccount': account,
        'kms:ViaService': THROUGH.map((service) => `${service}.${region}.amazonaws.com`),
      },
    },
  });
}

/**
 * Alarms reach the encrypted topics, undelivered events the encrypted queue, notifications the queues. Users' alarms
 * reach a topic only where there is one for them.
 */
function senders({ account, region, prefix }: Naming, topics: readonly string[]): iam.PolicyStatement[] {
  const alarms = topics.length > 0 ? '*' : `${prefix}-*`;
  const sources = {
    cloudwatch: ['Alarms', [`arn:aws:cloudwatch:${region}:${account}:alarm:${alarms}`]],
    events: ['UndeliveredEvents', [`arn:aws:events:${region}:${account}:rule/${prefix}-*`]],
    sns: ['Notifications', topics],
  } as const;
  return Object.entries(sources)
    .filter(([, [, arns]]) => arns.length > 0)
    .map(
      ([service, [sid, arns]]) =>
        new iam.PolicyStatement({
          sid,
          principals: [new iam.ServicePrincipal(`${service}.amazonaws.com`)],
          actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          resources: ['*'],
          conditions: {
            // SNS names the topic and no account; a topic's ARN holds it.
            ...(service !== 'sns' && { StringEquals: { 'aws:SourceAccount': account } }),
            ArnLike: { 'aws:SourceArn': arns.length === 1 ? arns[0] : [...arns] },
          },
        }),
    );
}

/** CloudWatch Logs names the log group in the encryption context. */
function logs({ account, region, prefix }: Naming): iam.PolicyStatement {
  const groups = ['lambda', 'vendedlogs/states', 'vendedlogs/apis'].map(
    (kind) => `arn:aws:logs:${region}:${account}:log-group:/aws/${kind}/${prefix}-*`,
  );
  return new iam.PolicyStatement({
    sid: 'Logs',
    principals: [new iam.ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups } },
  });
}
