import {
  Duration,
  aws_events as events,
  aws_iam as iam,
  aws_lambda as lambda,
  type Stack,
  aws_sns as sns,
  aws_sqs as sqs,
} from 'aws-cdk-lib';
import { MOST_RECEIVES } from '../../functions/trigger.ts';
import { customerKey } from '../customer-key.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { QUEUE_RETENTION_SECONDS, type Queue } from '../manifest/queues.ts';
import { ruleArn } from '../manifest/resources.ts';
import { RETRY_POLICY } from '../manifest/triggers.ts';

/**
 * A queue with what fills it, rules and a topic, and the mapping by which Lambda hands its messages to a function in
 * batches. A message that fails again and again goes to the queue of all dead letters.
 */
export function makeQueue(stack: Stack, plan: Queue, manifest: Manifest, target: lambda.Function): void {
  const queue = encryptedQueue(stack, plan, manifest);
  for (const rule of plan.rules) makeQueueingRule(stack, rule, plan, manifest);
  if (plan.rules.length > 0) queue.addToResourcePolicy(ofRules(plan, manifest));
  if (plan.topic !== undefined) {
    makeTopic(stack, plan.topic, plan, manifest);
    queue.addToResourcePolicy(ofTopic(plan.topic, plan));
  }
  new lambda.CfnEventSourceMapping(stack, `${plan.trigger}-mapping`, {
    eventSourceArn: queue.queueArn,
    functionName: target.functionName,
    batchSize: plan.batchSize,
    maximumBatchingWindowInSeconds: plan.windowSeconds,
    functionResponseTypes: ['ReportBatchItemFailures'],
    scalingConfig: { maximumConcurrency: plan.concurrency },
  });
}

function encryptedQueue(stack: Stack, plan: Queue, { naming, deadLetterQueue }: Manifest): sqs.Queue {
  const dead = sqs.Queue.fromQueueArn(stack, `${plan.trigger}-dead-letters`, deadLetterQueue.arn);
  return new sqs.Queue(stack, `${plan.trigger}-queue`, {
    queueName: plan.name,
    retentionPeriod: Duration.seconds(QUEUE_RETENTION_SECONDS),
    visibilityTimeout: Duration.seconds(plan.visibilitySeconds),
    deadLetterQueue: { queue: dead, maxReceiveCount: MOST_RECEIVES },
    encryption: sqs.QueueEncryption.KMS,
    encryptionMasterKey: customerKey(stack, naming),
    enforceSSL: true,
  });
}

/** A rule whose events a queue takes as they are; what cannot be delivered is kept. */
function makeQueueingRule(
  stack: Stack,
  { name, bus, pattern }: Queue['rules'][number],
  { trigger, arn }: Queue,
  { naming, deadLetterQueue }: Manifest,
): void {
  new events.CfnRule(stack, name, {
    name: `${naming.prefix}-${name}`,
    ...(bus !== undefined && { eventBusName: bus }),
    eventPattern: pattern,
    targets: [
      { id: trigger, arn, retryPolicy: RETRY_POLICY, deadLetterConfig: { arn: deadLetterQueue.arn } },
    ],
  });
}

/** The topic for alarms of this account, whoever made them; the queue gets what they say as it is. */
function makeTopic(stack: Stack, topicArn: string, plan: Queue, { naming, deadLetterQueue }: Manifest): void {
  const { account, region } = naming;
  const topic = new sns.Topic(stack, `${plan.trigger}-topic`, {
    topicName: plan.name,
    displayName: `Operate ${plan.trigger}`,
    masterKey: customerKey(stack, naming),
    enforceSSL: true,
  });
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'Alarms',
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${region}:${account}:alarm:*` },
      },
    }),
  );
  new sns.CfnSubscription(stack, `${plan.trigger}-subscription`, {
    topicArn: topic.topicArn,
    protocol: 'sqs',
    endpoint: plan.arn,
    rawMessageDelivery: true,
    redrivePolicy: { deadLetterTargetArn: deadLetterQueue.arn },
  });
}

function ofRules({ arn, rules }: Queue, { naming }: Manifest): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'Events',
    principals: [new iam.ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [arn],
    conditions: {
      StringEquals: { 'aws:SourceAccount': naming.account },
      ArnEquals: { 'aws:SourceArn': rules.map(({ name, bus }) => ruleArn(naming, name, bus)) },
    },
  });
}

function ofTopic(topicArn: string, { arn }: Queue): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'Topic',
    principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [arn],
    conditions: { ArnEquals: { 'aws:SourceArn': topicArn } },
  });
}
