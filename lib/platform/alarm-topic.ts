import { aws_iam as iam, type aws_kms as kms, aws_sns as sns } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { alarmTopicArn, type Naming } from '../manifest/resources.ts';

/**
 * The topic that the product's own alarms notify; only they may publish.
 * @param emails whom it tells; each address has to confirm
 */
export function makeAlarmTopic(
  scope: Construct,
  naming: Naming,
  key: kms.Key,
  emails: readonly string[],
): void {
  const { account, region, prefix } = naming;
  const topic = new sns.Topic(scope, 'Alarms', {
    topicName: alarmTopicArn(naming).split(':').at(-1) ?? '',
    displayName: 'Operate alarms',
    masterKey: key,
    enforceSSL: true,
  });
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'Alarms',
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${region}:${account}:alarm:${prefix}-*` },
      },
    }),
  );
  for (const [index, endpoint] of emails.entries())
    new sns.CfnSubscription(scope, `Subscriber${index}`, {
      topicArn: topic.topicArn,
      protocol: 'email',
      endpoint,
    });
}
