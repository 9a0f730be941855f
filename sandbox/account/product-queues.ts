import { MOST_RECEIVES } from '../../functions/trigger.ts';
import type { Manifest } from '../../lib/manifest/manifest.ts';
import { QUEUE_RETENTION_SECONDS, type Queue } from '../../lib/manifest/queues.ts';
import { functionName } from '../../lib/manifest/resources.ts';
import type { Account } from './account.ts';

/** Makes the manifest's queues, with what fills and empties them, in place of those of an earlier release. */
export function deployQueues(account: Account, manifest: Manifest, earlier?: Manifest): void {
  const kept = new Set(manifest.queues.map(({ arn }) => arn));
  for (const queue of earlier?.queues ?? []) if (!kept.has(queue.arn)) removeQueue(account, queue);
  for (const queue of manifest.queues) {
    const before = earlier?.queues.find(({ arn }) => arn === queue.arn);
    if (before?.topic !== undefined && queue.topic === undefined) account.sns.deleteTopic(before.topic);
    deployQueue(account, queue, manifest);
  }
}

function deployQueue(
  { sqs, sns, eventSources }: Account,
  queue: Queue,
  { naming, deadLetterQueue }: Manifest,
): void {
  const { name, arn, operation, topic, visibilitySeconds, batchSize, windowSeconds, concurrency } = queue;
  sqs.createQueue({
    name,
    visibilityTimeoutSeconds: visibilitySeconds,
    retentionSeconds: QUEUE_RETENTION_SECONDS,
    redrive: { deadLetterArn: deadLetterQueue.arn, maxReceives: MOST_RECEIVES },
  });
  if (topic !== undefined) {
    sns.createTopic(topic.split(':').at(-1) ?? '');
    sns.subscribeQueue(topic, arn, { raw: true });
  }
  const polling = { batchSize, windowSeconds, concurrency, visibilitySeconds };
  eventSources.put({ queueArn: arn, functionName: functionName(naming, operation), ...polling });
}

function removeQueue({ sqs, sns, eventSources }: Account, { name, arn, topic }: Queue): void {
  eventSources.delete(arn);
  if (topic !== undefined) sns.deleteTopic(topic);
  sqs.deleteQueue(name);
}
