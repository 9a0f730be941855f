import { Duration, aws_iam as iam, type aws_kms as kms, aws_sqs as sqs } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { KEPT_DAYS } from '../manifest/kept-days.ts';
import type { Manifest } from '../manifest/manifest.ts';

/**
 * One queue for everything that could not be delivered. EventBridge and SNS send as themselves, for our rules and
 * topics only; functions and the scheduler send with their roles; SQS moves what our own queues handed out in vain.
 */
export function makeDeadLetterQueue(
  scope: Construct,
  { deadLetterQueue, naming, queues }: Manifest,
  key: kms.Key,
): void {
  const { account, region, prefix } = naming;
  const sources = queues.map(({ arn, trigger }) =>
    sqs.Queue.fromQueueArn(scope, `DeadLettersOf-${trigger}`, arn),
  );
  const queue = new sqs.Queue(scope, 'DeadLetters', {
    queueName: deadLetterQueue.name,
    retentionPeriod: Duration.days(KEPT_DAYS.deadLetters),
    encryption: sqs.QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
    redriveAllowPolicy:
      sources.length > 0
        ? { redrivePermission: sqs.RedrivePermission.BY_QUEUE, sourceQueues: sources }
        : { redrivePermission: sqs.RedrivePermission.DENY_ALL },
  });
  queue.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'UndeliveredEvents',
      principals: [new iam.ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': `arn:aws:events:${region}:${account}:rule/${prefix}-*` },
      },
    }),
  );
  const topics = queues.flatMap(({ topic }) => topic ?? []);
  if (topics.length > 0) queue.addToResourcePolicy(undelivered(topics, queue));
}

function undelivered(topics: readonly string[], queue: sqs.Queue): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'UndeliveredNotifications',
    principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: { ArnEquals: { 'aws:SourceArn': [...topics] } },
  });
}
