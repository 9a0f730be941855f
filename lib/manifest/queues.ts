import type { Definition } from '../../functions/operation.ts';
import type { QueueTrigger } from '../../functions/trigger.ts';
import {
  alarmTopicArn,
  deadLetterQueue,
  fill,
  mapText,
  type Naming,
  productBus,
  type QueueName,
  queueName,
  topicArn,
} from './resources.ts';
import { type Rule, triggersOf, unique } from './triggers.ts';

/** A queue whose messages one function gets in batches, and what puts messages into it. */
export interface Queue extends QueueName, Pick<QueueTrigger, 'batchSize' | 'windowSeconds' | 'concurrency'> {
  /** Name of the trigger; the queue's own begins with the prefix. */
  readonly trigger: string;
  /** Operation whose function works it off. */
  readonly operation: string;
  /** How long a message is hidden while its batch is worked on, and after a failure. */
  readonly visibilitySeconds: number;
  /** Rules that put events into it. */
  readonly rules: readonly QueueingRule[];
  /** ARN of the topic whose messages it gets. */
  readonly topic?: string;
}

/** A rule whose events a queue takes. */
export type QueueingRule = Pick<Rule, 'name' | 'bus' | 'pattern'>;

/** A message that nobody took for so long is lost; the alarm on dead letters goes off days before. */
export const QUEUE_RETENTION_SECONDS = 4 * 86_400;

/**
 * Six times the function's time, besides the window: so much Lambda needs for its own attempts at a function that is
 * throttled (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
 */
const VISIBILITY_TIMEOUTS = 6;

/**
 * The queues that the catalog's triggers ask for.
 * @param rules names that are taken
 * @throws Error for a name that two triggers have, or that the platform's own queue or topic has
 */
export function queuesOf(
  catalog: readonly Definition[],
  naming: Naming,
  rules: readonly { readonly name: string }[],
): Queue[] {
  const triggers = triggersOf(catalog, (trigger): trigger is QueueTrigger => trigger.type === 'queue');
  unique([...rules, ...triggers.flatMap(({ events = [] }) => events)]);
  const timeouts = new Map(catalog.map(({ name, timeoutSeconds }) => [name, timeoutSeconds]));
  const queues = unique(triggers).map((trigger) =>
    queueOf(trigger, naming, timeouts.get(trigger.operation) ?? 0),
  );
  for (const { trigger, arn, topic } of queues)
    if (arn === deadLetterQueue(naming).arn || topic === alarmTopicArn(naming))
      throw new Error(`The trigger's name '${trigger}' is that of the platform's own.`);
  return queues;
}

function queueOf(
  { name, operation, events = [], topic, ...polling }: QueueTrigger & { readonly operation: string },
  naming: Naming,
  timeoutSeconds: number,
): Queue {
  const { batchSize, windowSeconds, concurrency } = polling;
  return {
    ...queueName(naming, name),
    trigger: name,
    operation,
    batchSize,
    windowSeconds,
    concurrency,
    visibilitySeconds: VISIBILITY_TIMEOUTS * timeoutSeconds + windowSeconds,
    rules: events.map((one) => ({
      name: one.name,
      ...(one.bus && { bus: productBus(naming) }),
      pattern: mapText(one.pattern, (text) => fill(text, naming)),
    })),
    ...(topic && { topic: topicArn(naming, name) }),
  };
}
