import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type DeadLetter, readLetter } from '../../core/dead-letters/letter.ts';
import type { Context } from '../context.ts';

/** A letter that is hidden from others for a while, with what gives it back or deletes it. */
export interface Taken {
  readonly letter: DeadLetter;
  readonly body: string;
  readonly receipt: string;
}

export interface Taking {
  /** Letters that are wanted at most. */
  readonly limit: number;
  /** For how long they are hidden unless they are given back. */
  readonly hiddenSeconds: number;
  /** No more are asked for after this moment, in milliseconds: what was taken has to be given back in time. */
  readonly until: number;
  /** Which letters count; the others are taken too, since a queue is read from wherever it likes. */
  readonly wanted: (letter: DeadLetter) => boolean;
}

/** SQS hands out no more at once. */
const BATCH = 10;
/** A queue is looked through this far for letters that are wanted. */
const MOST_TAKEN = 200;

/** How many letters can be read, and how many somebody works on; SQS counts roughly. */
export async function countLetters({
  clients,
  environment,
}: Context): Promise<{ waiting: number; hidden: number }> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes } = await clients(SQSClient).send(
    new GetQueueAttributesCommand({ QueueUrl: environment.deadLetterQueue, AttributeNames: [...names] }),
  );
  const [waiting = 0, hidden = 0] = names.map((name) => Number(Attributes?.[name] ?? 0));
  return { waiting, hidden };
}

/**
 * Takes letters until enough of them are wanted or there are no more, oldest first. Whoever takes them gives them back
 * or deletes them.
 * @param waiting how many there are by `countLetters`
 */
export async function takeLetters(context: Context, waiting: number, taking: Taking): Promise<Taken[]> {
  const taken: Taken[] = [];
  const enough = () => taken.filter(({ letter }) => taking.wanted(letter)).length >= taking.limit;
  while (!enough() && taken.length < MOST_TAKEN && context.clock.now() < taking.until) {
    const batch = await receive(context, taking.hiddenSeconds);
    taken.push(...batch);
    if (batch.length === 0 || taken.length >= waiting) break;
  }
  return taken.toSorted((a, b) => a.letter.sentAt - b.letter.sentAt);
}

async function receive(
  { clients, environment }: Context,
  VisibilityTimeout: number,
): Promise<readonly Taken[]> {
  const { Messages = [] } = await clients(SQSClient).send(
    new ReceiveMessageCommand({
      QueueUrl: environment.deadLetterQueue,
      MaxNumberOfMessages: BATCH,
      VisibilityTimeout,
      // A poll that does not wait asks some of the queue's servers only.
      WaitTimeSeconds: 1,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['SentTimestamp', 'DeadLetterQueueSourceArn'],
    }),
  );
  return Messages.map(takenOf);
}

function takenOf(message: Message): Taken {
  const { MessageId: id = '', Body: body = '', ReceiptHandle: receipt = '' } = message;
  const { Attributes, MessageAttributes } = message;
  const attributes = Object.fromEntries(
    Object.entries(MessageAttributes ?? {}).map(([name, { StringValue = '' }]) => [name, StringValue]),
  );
  const sentAt = Number(Attributes?.SentTimestamp ?? 0);
  const redrivenFrom = Attributes?.DeadLetterQueueSourceArn;
  const from = redrivenFrom === undefined ? {} : { redrivenFrom };
  return { letter: readLetter({ id, body, attributes, sentAt, ...from }), body, receipt };
}

/** Lets others see letters again at once; one that is gone meanwhile needs no giving back. */
export async function giveBack({ clients, environment }: Context, taken: readonly Taken[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(taken.length / BATCH) }, (_, index) =>
    taken.slice(index * BATCH, (index + 1) * BATCH),
  );
  await Promise.all(
    batches.map((batch) => {
      const Entries = batch.map(({ receipt }, index) => ({
        Id: String(index),
        ReceiptHandle: receipt,
        VisibilityTimeout: 0,
      }));
      return clients(SQSClient).send(
        new ChangeMessageVisibilityBatchCommand({ QueueUrl: environment.deadLetterQueue, Entries }),
      );
    }),
  );
}

export async function deleteLetter({ clients, environment }: Context, { receipt }: Taken): Promise<void> {
  await clients(SQSClient).send(
    new DeleteMessageCommand({ QueueUrl: environment.deadLetterQueue, ReceiptHandle: receipt }),
  );
}
