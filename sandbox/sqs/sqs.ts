import type {
  ChangeMessageVisibilityBatchCommandInput,
  DeleteMessageCommandInput,
  GetQueueAttributesCommandInput,
  ReceiveMessageCommandInput,
} from '@aws-sdk/client-sqs';
import type { AccountScope, Command, Need, SandboxService } from '../service.ts';
import { changeVisibilityBatch } from './change-visibility.ts';
import { queueDoesNotExist } from './exceptions.ts';
import type { SentMessage, StoredMessage } from './message.ts';
import { Queue, type QueueDefinition } from './queue.ts';
import { getQueueAttributes } from './queue-attributes.ts';
import { receiveMessage } from './receive-message.ts';

export interface SqsOptions {
  /** Called after every change of a queue's messages. */
  readonly changed?: () => void;
}

/** The messages of every queue by its name, as plain JSON. */
export type SqsSnapshot = Readonly<Record<string, readonly StoredMessage[]>>;

interface QueueInput {
  readonly QueueUrl: string | undefined;
}

/** SQS: standard queues into which other services of the account send. */
export class Sqs implements SandboxService {
  readonly client = 'SQSClient';
  readonly commands: Readonly<Record<string, Command>>;
  readonly #scope: AccountScope;
  readonly #changed: () => void;
  readonly #queues = new Map<string, Queue>();

  constructor(scope: AccountScope, { changed = () => {} }: SqsOptions = {}) {
    this.#scope = scope;
    this.#changed = changed;
    this.commands = {
      ReceiveMessage: this.#command<ReceiveMessageCommandInput>('ReceiveMessage', (queue, input) =>
        receiveMessage(scope, queue, input),
      ),
      DeleteMessage: this.#command<DeleteMessageCommandInput>('DeleteMessage', (queue, input) => {
        queue.delete(input.ReceiptHandle ?? '');
        return {};
      }),
      ChangeMessageVisibilityBatch: this.#command<ChangeMessageVisibilityBatchCommandInput>(
        'ChangeMessageVisibility',
        changeVisibilityBatch,
      ),
      GetQueueAttributes: this.#command<GetQueueAttributesCommandInput>(
        'GetQueueAttributes',
        (queue, input) => getQueueAttributes(scope, queue, input),
      ),
    };
  }

  /** Makes a queue and answers its URL; one that is there is left as it is. */
  createQueue(definition: QueueDefinition): string {
    const { name } = definition;
    const queue = this.#queues.get(name) ?? new Queue(this.#scope, definition, () => this.#tell(name));
    this.#queues.set(name, queue);
    return queue.url;
  }

  /**
   * Sends as a service of AWS does, without an SDK call.
   * @returns the message's identifier
   * @throws QueueDoesNotExist
   */
  send(queueArn: string, message: SentMessage): string {
    const queue = [...this.#queues.values()].find(({ arn }) => arn === queueArn);
    if (!queue) throw queueDoesNotExist();
    return queue.add(message);
  }

  /** What is in a queue, visible or not, oldest first. Throws QueueDoesNotExist. */
  messages(name: string): readonly StoredMessage[] {
    const queue = this.#queues.get(name);
    if (!queue) throw queueDoesNotExist();
    return queue.messages;
  }

  snapshot(): SqsSnapshot {
    return Object.fromEntries([...this.#queues].map(([name, { messages }]) => [name, messages]));
  }

  /** Puts messages back into queues that have been made again; those of other queues are gone. */
  restore(snapshot: SqsSnapshot): void {
    for (const [name, messages] of Object.entries(snapshot)) this.#queues.get(name)?.restore(messages);
  }

  #tell(name: string): void {
    this.#changed();
    this.#scope.record({
      namespace: 'AWS/SQS',
      metric: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: name },
      at: this.#scope.clock.now(),
      value: this.#queues.get(name)?.visible().length ?? 0,
      unit: 'Count',
    });
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
