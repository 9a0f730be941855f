import { testAccount } from '../hook/account.fixture.ts';
import type { FunctionHandler } from '../lambda/function-record.ts';
import { Lambda } from '../lambda/lambda.ts';
import { Sqs, type SqsSnapshot } from '../sqs/sqs.ts';
import type { QueueRecord } from './batch.ts';
import { EventSourceMappings, POLLER, POLLING } from './event-source-mappings.ts';
import type { MappingDefinition } from './mapping.ts';

const QUEUE = 'arn:aws:sqs:eu-west-1:000000000000:mail';
const DEAD = 'arn:aws:sqs:eu-west-1:000000000000:dead';
const ROLE = 'arn:aws:iam::000000000000:role/sorter';
const VISIBILITY_SECONDS = 60;
const MOST_RECEIVES = 3;

/** A batch that the function was given: when, and the bodies of its messages. */
export interface Seen {
  /** Milliseconds since the bench was made. */
  readonly at: number;
  readonly bodies: readonly string[];
}

export type Sorter = (records: readonly QueueRecord[]) => unknown;

/** A queue with a dead-letter queue, worked off by a function on virtual time. */
export function bench(
  sorter: Sorter = () => ({ batchItemFailures: [] }),
  polling: Partial<MappingDefinition> = {},
) {
  const made: { sqs: Sqs; lambda: Lambda }[] = [];
  const account = testAccount((scope) => {
    const sqs = new Sqs(scope);
    const lambda = new Lambda(scope);
    made.push({ sqs, lambda });
    return [sqs, lambda];
  });
  const [services] = made;
  if (!services) throw new Error('There are no services.');
  const { sqs, lambda } = services;
  const { clock, scope, iam, dispatcher } = account;
  iam.setStatements(POLLER.arn, [{ actions: POLLING, resources: ['*'] }]);
  sqs.createQueue({ name: 'dead' });
  sqs.createQueue({
    name: 'mail',
    visibilityTimeoutSeconds: VISIBILITY_SECONDS,
    redrive: { deadLetterArn: DEAD, maxReceives: MOST_RECEIVES },
  });
  const began = clock.now();
  const seen: Seen[] = [];
  const handler: FunctionHandler = async (event) => {
    const { Records } = event as { Records: QueueRecord[] };
    seen.push({ at: clock.now() - began, bodies: Records.map(({ body }) => body) });
    return sorter(Records);
  };
  lambda.createFunction({ name: 'sort', roleArn: ROLE, handler, timeoutSeconds: 10 });
  const mappings = new EventSourceMappings({
    scope,
    clientsFor: dispatcher.clientsFor.bind(dispatcher),
    queues: sqs,
    invoke: lambda.invoke.bind(lambda),
  });
  const definition: MappingDefinition = {
    queueArn: QUEUE,
    functionName: 'sort',
    batchSize: 10,
    windowSeconds: 0,
    concurrency: 2,
    visibilitySeconds: VISIBILITY_SECONDS,
    ...polling,
  };
  return {
    ...account,
    sqs,
    lambda,
    mappings,
    definition,
    seen,
    map: () => mappings.put(definition),
    send: (...bodies: string[]) => bodies.map((body) => sqs.send(QUEUE, { body })),
    left: () => sqs.messages('mail').map(({ body }) => body),
    dead: () => sqs.messages('dead'),
    restore: (kept: SqsSnapshot) => sqs.restore(kept),
  };
}

export const numbered = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}`);

/** Says that the messages with these bodies failed. */
export const failing = (records: readonly QueueRecord[], bodies: readonly string[]) => ({
  batchItemFailures: records
    .filter(({ body }) => bodies.includes(body))
    .map(({ messageId }) => ({ itemIdentifier: messageId })),
});
