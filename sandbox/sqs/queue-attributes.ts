import type { GetQueueAttributesCommandInput, GetQueueAttributesResult } from '@aws-sdk/client-sqs';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { AccountScope } from '../service.ts';
import { invalidAttributeName } from './exceptions.ts';
import type { Queue } from './queue.ts';

/** Attributes that AWS knows and the sandbox does not. */
const UNKNOWN_HERE =
  /^(Policy|RedriveAllowPolicy|Kms|SqsManaged|Fifo|ContentBased|Deduplication|MaximumMessageSize|DelaySeconds|ReceiveMessageWaitTimeSeconds|CreatedTimestamp|LastModifiedTimestamp)/;

/** GetQueueAttributes: the counts are exact here, and approximate on AWS. */
export function getQueueAttributes(
  { clock }: AccountScope,
  queue: Queue,
  { AttributeNames = [] }: GetQueueAttributesCommandInput,
): GetQueueAttributesResult {
  const visible = queue.visible().length;
  const now = clock.now();
  const known: Record<string, string> = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(
      queue.messages.filter(({ visibleAt }) => visibleAt > now).length,
    ),
    ApproximateNumberOfMessagesDelayed: '0',
    VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(queue.retentionSeconds),
  };
  const { redrive } = queue;
  if (AttributeNames.includes('All'))
    throw new SandboxNotImplemented('GetQueueAttributes of All', 'sandbox/sqs/queue-attributes.ts');
  // SQS leaves out what a queue has not.
  const wanted = AttributeNames.filter((name) => redrive !== undefined || name !== 'RedrivePolicy');
  const asked = wanted.map((name): [string, string] => {
    const value = name === 'RedrivePolicy' && redrive ? policyOf(redrive) : known[name];
    if (value !== undefined) return [name, value];
    if (UNKNOWN_HERE.test(name))
      throw new SandboxNotImplemented(`the queue attribute ${name}`, 'sandbox/sqs/queue-attributes.ts');
    throw invalidAttributeName(name);
  });
  return { Attributes: Object.fromEntries(asked) };
}

function policyOf({ deadLetterArn, maxReceives }: NonNullable<Queue['redrive']>): string {
  return JSON.stringify({ deadLetterTargetArn: deadLetterArn, maxReceiveCount: maxReceives });
}
