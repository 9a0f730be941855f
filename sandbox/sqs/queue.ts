import type { AccountScope } from '../service.ts';
import { messageNotInflight, receiptHandleIsInvalid } from './exceptions.ts';
import type { SentMessage, StoredMessage } from './message.ts';

export interface QueueDefinition {
  readonly name: string;
  /** 30 when missing. */
  readonly visibilityTimeoutSeconds?: number;
  /** Four days when missing. */
  readonly retentionSeconds?: number;
}

const DEFAULT_VISIBILITY_SECONDS = 30;
const DEFAULT_RETENTION_SECONDS = 345_600;
const SERVERS = 3;

/** One standard queue: at-least-once, in no promised order, hidden while somebody works on a message. */
export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  readonly #scope: AccountScope;
  readonly #changed: () => void;
  #messages: StoredMessage[] = [];

  constructor(scope: AccountScope, definition: QueueDefinition, changed: () => void) {
    const { name } = definition;
    this.name = name;
    this.arn = `arn:aws:sqs:${scope.region}:${scope.accountId}:${name}`;
    this.url = `https://sqs.${scope.region}.amazonaws.com/${scope.accountId}/${name}`;
    this.visibilityTimeoutSeconds = definition.visibilityTimeoutSeconds ?? DEFAULT_VISIBILITY_SECONDS;
    this.retentionSeconds = definition.retentionSeconds ?? DEFAULT_RETENTION_SECONDS;
    this.#scope = scope;
    this.#changed = changed;
  }

  /** Messages that are not yet too old, oldest first. */
  get messages(): readonly StoredMessage[] {
    const oldest = this.#scope.clock.now() - this.retentionSeconds * 1000;
    return this.#messages.filter(({ sentAt }) => sentAt > oldest);
  }

  visible(): readonly StoredMessage[] {
    const now = this.#scope.clock.now();
    return this.messages.filter(({ visibleAt }) => visibleAt <= now);
  }

  add({ body, attributes = {} }: SentMessage): string {
    const { clock, random, id } = this.#scope;
    const sentAt = clock.now();
    const server = Math.floor(random() * SERVERS);
    const made = { id: id(), body, attributes, sentAt, server, visibleAt: sentAt, receiveCount: 0 };
    this.#keep([...this.messages, made]);
    return made.id;
  }

  /**
   * Takes visible messages and hides them.
   * @param everywhere whether all servers are asked, as a long poll does; a short one leaves one out
   */
  receive(count: number, hiddenSeconds: number, everywhere: boolean): readonly StoredMessage[] {
    const now = this.#scope.clock.now();
    const skipped = everywhere ? -1 : Math.floor(this.#scope.random() * SERVERS);
    const taken = this.visible()
      .filter(({ server }) => server !== skipped)
      .slice(0, count)
      .map((message) => ({
        ...message,
        visibleAt: now + hiddenSeconds * 1000,
        receiveCount: message.receiveCount + 1,
        firstReceivedAt: message.firstReceivedAt ?? now,
        receiptHandle: `${message.id}/${message.receiveCount + 1}`,
      }));
    this.#replace(taken);
    return taken;
  }

  /**
   * Hides a message for so long from now on; 0 gives it back.
   * @throws ReceiptHandleIsInvalid, MessageNotInflight
   */
  hide(receiptHandle: string, seconds: number): void {
    const message = this.#receipt(receiptHandle);
    const now = this.#scope.clock.now();
    if (!message || message.visibleAt <= now) throw messageNotInflight();
    this.#replace([{ ...message, visibleAt: now + seconds * 1000 }]);
  }

  /**
   * Deletes a message. As on AWS, the handle of an earlier receipt is accepted and deletes nothing.
   * @throws ReceiptHandleIsInvalid
   */
  delete(receiptHandle: string): void {
    const message = this.#receipt(receiptHandle);
    if (message) this.#keep(this.messages.filter(({ id }) => id !== message.id));
  }

  restore(messages: readonly StoredMessage[]): void {
    this.#messages = [...messages];
  }

  #receipt(receiptHandle: string): StoredMessage | undefined {
    if (!/^[^/]+\/\d+$/.test(receiptHandle)) throw receiptHandleIsInvalid(receiptHandle);
    return this.messages.find((message) => message.receiptHandle === receiptHandle);
  }

  #replace(changed: readonly StoredMessage[]): void {
    if (changed.length === 0) return;
    const byId = new Map(changed.map((message) => [message.id, message]));
    this.#keep(this.messages.map((message) => byId.get(message.id) ?? message));
  }

  #keep(messages: readonly StoredMessage[]): void {
    this.#messages = [...messages];
    this.#changed();
  }
}
