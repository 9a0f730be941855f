import { TooManyRequestsException } from '@aws-sdk/client-lambda';
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ServiceException } from '@smithy/core/client';
import type { Clients } from '../../functions/clients.ts';
import type { InvocationOutcome } from '../lambda/function-error.ts';
import type { AccountScope } from '../service.ts';
import { Batch, type QueueRecord, recordOf } from './batch.ts';
import { doneOf } from './batch-outcome.ts';
import { QueueChanges, type WatchedQueues } from './queue-changes.ts';

export interface MappingDefinition {
  readonly queueArn: string;
  readonly functionName: string;
  /** Messages of a batch, at most. */
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** Batches that the function works on at once, at most. */
  readonly concurrency: number;
  /** The queue's own: so long a throttled function is tried. */
  readonly visibilitySeconds: number;
}

export interface MappingParts {
  readonly scope: AccountScope;
  /** Clients by which Lambda reads the queue. */
  readonly clients: Clients;
  readonly queues: WatchedQueues;
  /** Throws TooManyRequestsException. */
  invoke(functionName: string, payload: string): Promise<InvocationOutcome>;
}

const MOST_RECEIVED = 10;
const LONG_POLL_SECONDS = 20;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * An event source mapping of Lambda: takes messages out of a queue, hands them to a function in batches and deletes
 * those that are done. What is not deleted comes back when its visibility time-out is over.
 */
export class EventSourceMapping {
  readonly definition: MappingDefinition;
  readonly #parts: MappingParts;
  readonly #changes: QueueChanges;
  readonly #polling: Promise<void>;
  readonly #working = new Set<Promise<void>>();
  #pauseMs = FIRST_PAUSE_MS;
  #closed = false;

  constructor(definition: MappingDefinition, parts: MappingParts) {
    this.definition = definition;
    this.#parts = parts;
    this.#changes = new QueueChanges(parts.scope.clock, parts.queues, definition.queueArn);
    this.#polling = this.#poll();
  }

  /** Receives no more, and answers when no batch is worked on. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#changes.close();
    await Promise.all([this.#polling, ...this.#working]);
  }

  async #poll(): Promise<void> {
    let overflow: readonly QueueRecord[] = [];
    while (!this.#closed) {
      if (this.#working.size >= this.definition.concurrency) await Promise.race(this.#working);
      const batch = await this.#collect(overflow);
      overflow = batch?.overflow ?? [];
      if (batch) this.#start(batch);
    }
  }

  /** The next batch; undefined when the mapping was closed before there was one. */
  async #collect(overflow: readonly QueueRecord[]): Promise<Batch | undefined> {
    let batch = overflow.length > 0 ? this.#batchOf(overflow) : undefined;
    const { batchSize } = this.definition;
    while (!this.#closed) {
      if (batch && (batch.room === 0 || this.#now() >= batch.endsAt)) return batch;
      const received = await this.#receive(Math.min(batch?.room ?? batchSize, MOST_RECEIVED));
      if (received.length === 0) await this.#waitForMessages(batch);
      else if (batch) batch.add(received);
      else batch = this.#batchOf(received);
    }
    return undefined;
  }

  #batchOf(records: readonly QueueRecord[]): Batch {
    const { batchSize: messages, windowSeconds } = this.definition;
    const batch = new Batch({ messages, endsAt: this.#now() + windowSeconds * 1_000 });
    batch.add(records);
    return batch;
  }

  #waitForMessages(batch: Batch | undefined): Promise<void> {
    const next = this.#parts.queues.nextVisibleAt(this.definition.queueArn);
    const times = [next, batch?.endsAt].filter((at) => at !== undefined);
    return this.#changes.next(times.length > 0 ? Math.min(...times) : undefined);
  }

  /** None when there are none, or when the queue could not be read, after a pause. */
  async #receive(count: number): Promise<readonly QueueRecord[]> {
    const { queueArn } = this.definition;
    const next = this.#parts.queues.nextVisibleAt(queueArn);
    if (next === undefined || next > this.#now()) return [];
    try {
      const { Messages = [] } = await this.#parts.clients(SQSClient).send(
        new ReceiveMessageCommand({
          QueueUrl: urlOf(queueArn),
          MaxNumberOfMessages: count,
          WaitTimeSeconds: LONG_POLL_SECONDS,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        }),
      );
      this.#pauseMs = FIRST_PAUSE_MS;
      return Messages.map((message) => recordOf(message, queueArn));
    } catch (error) {
      refusedByAws(error);
      await this.#parts.scope.clock.sleep(this.#pauseMs);
      this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
      return [];
    }
  }

  #start(batch: Batch): void {
    const work = this.#work(batch).finally(() => this.#working.delete(work));
    this.#working.add(work);
  }

  async #work(batch: Batch): Promise<void> {
    const outcome = await this.#invoke(batch.payload());
    if (outcome) await this.#delete(doneOf(batch.records, outcome));
  }

  /** A throttled function is tried until the messages are visible to others again. */
  async #invoke(payload: string): Promise<InvocationOutcome | undefined> {
    const { functionName, visibilitySeconds } = this.definition;
    const deadline = this.#now() + visibilitySeconds * 1_000;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await this.#parts.invoke(functionName, payload);
      } catch (error) {
        if (!(error instanceof TooManyRequestsException)) throw error;
      }
      if (this.#closed || this.#now() + pause >= deadline) return undefined;
      await this.#parts.scope.clock.sleep(pause);
    }
  }

  /** What cannot be deleted comes back: a function sees each message at least once. */
  async #delete(records: readonly QueueRecord[]): Promise<void> {
    const QueueUrl = urlOf(this.definition.queueArn);
    for (let first = 0; first < records.length; first += MOST_RECEIVED) {
      const Entries = records
        .slice(first, first + MOST_RECEIVED)
        .map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
      const command = new DeleteMessageBatchCommand({ QueueUrl, Entries });
      await this.#parts.clients(SQSClient).send(command).catch(refusedByAws);
    }
  }

  #now(): number {
    return this.#parts.scope.clock.now();
  }
}

function urlOf(queueArn: string): string {
  const [, , , region, account, name] = queueArn.split(':');
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}

/** Lets pass what AWS answers; throws what is a defect of the sandbox. */
function refusedByAws(error: unknown): void {
  const answered = error instanceof ServiceException || (error as Error).name === 'TimeoutError';
  if (!answered) throw error;
}
