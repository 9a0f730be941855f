import { Duration, aws_iam as iam, type aws_kms as kms, aws_sqs as sqs } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Manifest } from '../manifest.ts';

/**
 * One queue for everything that could not be delivered. EventBridge sends as itself, for our rules only; functions
 * and the scheduler send with their roles.
 */
export function makeDeadLetterQueue(
  scope: Construct,
  { deadLetterQueue, naming }: Manifest,
  key: kms.Key,
): void {
  const { account, region, prefix } = naming;
  const queue = new sqs.Queue(scope, 'DeadLetters', {
    queueName: deadLetterQueue.name,
    retentionPeriod: Duration.days(14),
    encryption: sqs.QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
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
}
