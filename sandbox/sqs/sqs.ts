import type {
  ChangeMessageVisibilityBatchCommandInput,
  DeleteMessageBatchCommandInput,
  DeleteMessageCommandInput,
  GetQueueAttributesCommandInput,
  ListQueueTagsCommandInput,
  ReceiveMessageCommandInput,
  SendMessageBatchCommandInput,
  SendMessageCommandInput,
} from '@aws-sdk/client-sqs';
import type { AccountScope, Command, Need, SandboxService } from '../service.ts';
import { batch } from './batch.ts';
import { queueDoesNotExist } from './exceptions.ts';
import type { SentMessage, StoredMessage } from './message.ts';
import { messageMoves } from './message-move.ts';
import { Queue, type QueueDefinition, type QueuePorts } from './queue.ts';
import { getQueueAttributes } from './queue-attributes.ts';
import { receiveMessage } from './receive-message.ts';
import { sendMessage } from './send-message.ts';

export interface SqsOptions {
  /** Called after every change of a queue's messages. */
  readonly changed?: () => void;
}

/** The messages of every queue by its name, as plain JSON. */
export type SqsSnapshot = Readonly<Record<string, readonly StoredMessage[]>>;

interface QueueInput {
  readonly QueueUrl: string | undefined;
}

/** SQS: standard queues. */
export class Sqs implements SandboxService {
  readonly client = 'SQSClient';
  readonly commands: Readonly<Record<string, Command>>;
  readonly #scope: AccountScope;
  readonly #changed: () => void;
  readonly #queues = new Map<string, Queue>();
  readonly #unmeasured = new Set<string>();
  /** Queues whose age was reported last. */
  readonly #aged = new Set<string>();
  readonly #watchers = new Map<string, Set<() => void>>();

  constructor(scope: AccountScope, { changed = () => {} }: SqsOptions = {}) {
    this.#scope = scope;
    this.#changed = changed;
    this.commands = {
      ...this.#sending(),
      ReceiveMessage: this.#command<ReceiveMessageCommandInput>('ReceiveMessage', (queue, input) =>
        receiveMessage(scope, queue, input),
      ),
      ...this.#deleting(),
      ChangeMessageVisibilityBatch: this.#command<ChangeMessageVisibilityBatchCommandInput>(
        'ChangeMessageVisibility',
        (queue, { Entries }) =>
          batch('ChangeMessageVisibilityBatchRequestEntry', Entries, (entry) => {
            queue.hide(entry.ReceiptHandle ?? '', entry.VisibilityTimeout ?? 0);
            return {};
          }),
      ),
      GetQueueAttributes: this.#command<GetQueueAttributesCommandInput>(
        'GetQueueAttributes',
        (queue, input) => getQueueAttributes(scope, queue, input),
      ),
      ListQueueTags: this.#command<ListQueueTagsCommandInput>('ListQueueTags', ({ arn }) => ({
        Tags: { ...scope.tags.get(arn) },
      })),
      ...messageMoves(scope, {
        find: (arn) => this.#find(arn),
        send: (arn, message) => void this.send(arn, message),
      }),
    };
  }

  /** Makes a queue, or gives one that is there other settings, and answers its URL. */
  createQueue(definition: QueueDefinition): string {
    const { name } = definition;
    const known = this.#queues.get(name);
    if (known) known.configure(definition);
    const queue = known ?? new Queue(this.#scope, definition, this.#portsOf(name));
    this.#queues.set(name, queue);
    return queue.url;
  }

  /** Deletes a queue with its messages. */
  deleteQueue(name: string): void {
    this.#queues.delete(name);
    this.#changed();
  }

  /**
   * Sends as a service of AWS does, without an SDK call.
   * @returns the message's identifier
   * @throws QueueDoesNotExist
   */
  send(queueArn: string, message: SentMessage): string {
    return this.#byArn(queueArn).add(message);
  }

  /** Puts a message into a dead-letter queue as one that another queue has handed out in vain. */
  sendRedriven(deadLetterArn: string, sourceArn: string, body: string): void {
    const { clock, id } = this.#scope;
    const [sentAt, visibleAt] = [clock.now(), clock.now()];
    const message = { id: id(), body, attributes: {}, sentAt, visibleAt, receiveCount: 0, server: 0 };
    this.#byArn(deadLetterArn).takeOver(message, sourceArn);
  }

  /** What is in a queue, visible or not, oldest first. Throws QueueDoesNotExist. */
  messages(name: string): readonly StoredMessage[] {
    const queue = this.#queues.get(name);
    if (!queue) throw queueDoesNotExist();
    return queue.messages;
  }

  /** When the next message of a queue can be received, or could since; undefined for an empty or missing queue. */
  nextVisibleAt(queueArn: string): number | undefined {
    return this.#find(queueArn)?.nextVisibleAt();
  }

  /** Calls `changed` after every change of a queue's messages, until the function that it answers is called. */
  watch(queueArn: string, changed: () => void): () => void {
    const watchers = this.#watchers.get(queueArn) ?? new Set();
    this.#watchers.set(queueArn, watchers.add(changed));
    return () => void watchers.delete(changed);
  }

  snapshot(): SqsSnapshot {
    return Object.fromEntries([...this.#queues].map(([name, { messages }]) => [name, messages]));
  }

  /** Puts messages back into queues that have been made again; those of other queues are gone. */
  restore(snapshot: SqsSnapshot): void {
    for (const [name, messages] of Object.entries(snapshot)) {
      const queue = this.#queues.get(name);
      queue?.restore(messages);
      this.#wake(queue);
    }
  }

  /** Reports how old the oldest message of each queue is that has any, or had a minute ago; to be called each minute. */
  measureAges(): void {
    const at = this.#scope.clock.now();
    for (const [name, queue] of this.#queues) {
      const oldest = queue.oldestSentAt();
      if (oldest === undefined && !this.#aged.delete(name)) continue;
      if (oldest !== undefined) this.#aged.add(name);
      const seconds = Math.round((at - (oldest ?? at)) / 1000);
      this.#record(name, 'ApproximateAgeOfOldestMessage', seconds, 'Seconds');
    }
  }

  #portsOf(name: string): QueuePorts {
    return {
      changed: () => this.#tell(name),
      redrive: (deadLetterArn, message) => {
        const [source, target] = [this.#queues.get(name), this.#find(deadLetterArn)];
        if (source && target) target.takeOver(message, source.arn);
        return target !== undefined;
      },
    };
  }

  #find(queueArn: string): Queue | undefined {
    return [...this.#queues.values()].find(({ arn }) => arn === queueArn);
  }

  #byArn(queueArn: string): Queue {
    const queue = this.#find(queueArn);
    if (!queue) throw queueDoesNotExist();
    return queue;
  }

  #wake(queue: Queue | undefined): void {
    for (const watcher of this.#watchers.get(queue?.arn ?? '') ?? []) watcher();
  }

  #tell(name: string): void {
    this.#changed();
    this.#wake(this.#queues.get(name));
    if (this.#unmeasured.size === 0) queueMicrotask(() => this.#measure());
    this.#unmeasured.add(name);
  }

  /** Counting takes as long as a queue is; a storm is counted once for each turn of the event loop. */
  #measure(): void {
    for (const name of this.#unmeasured)
      this.#record(
        name,
        'ApproximateNumberOfMessagesVisible',
        this.#queues.get(name)?.visible().length ?? 0,
        'Count',
      );
    this.#unmeasured.clear();
  }

  #record(QueueName: string, metric: string, value: number, unit: 'Count' | 'Seconds'): void {
    const at = this.#scope.clock.now();
    this.#scope.record({ namespace: 'AWS/SQS', metric, dimensions: { QueueName }, at, value, unit });
  }

  #sending(): Record<string, Command> {
    return {
      SendMessage: this.#command<SendMessageCommandInput>('SendMessage', sendMessage),
      SendMessageBatch: this.#command<SendMessageBatchCommandInput>('SendMessage', (queue, { Entries }) =>
        batch('SendMessageBatchRequestEntry', Entries, (entry) => sendMessage(queue, entry)),
      ),
    };
  }

  #deleting(): Record<string, Command> {
    return {
      DeleteMessage: this.#command<DeleteMessageCommandInput>('DeleteMessage', (queue, input) => {
        queue.delete(input.ReceiptHandle ?? '');
        return {};
      }),
      DeleteMessageBatch: this.#command<DeleteMessageBatchCommandInput>('DeleteMessage', (queue, input) =>
        batch('DeleteMessageBatchRequestEntry', input.Entries, ({ ReceiptHandle = '' }) => {
          queue.delete(ReceiptHandle);
          return {};
        }),
      ),
    };
  }

  #command<Input extends QueueInput>(
    action: string,
    run: (queue: Queue, input: Input) => object | Promise<object>,
  ): Command {
    const command: Command<Input> = {
      run: (input) => {
        const queue = [...this.#queues.values()].find(({ url }) => url === input.QueueUrl);
        if (!queue) throw queueDoesNotExist();
        return run(queue, input);
      },
      needs: ({ QueueUrl = '' }): readonly Need[] => {
        const { region, accountId } = this.#scope;
        const resource = `arn:aws:sqs:${region}:${accountId}:${QueueUrl.split('/').at(-1)}`;
        return [{ action: `sqs:${action}`, resource }];
      },
    };
    return command as Command;
  }
}
