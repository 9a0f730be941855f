import type { AccountScope } from '../service.ts';
import { messageNotInflight, receiptHandleIsInvalid } from './exceptions.ts';
import type { SentMessage, StoredMessage } from './message.ts';

export interface QueueDefinition {
  readonly name: string;
  /** 30 when missing. */
  readonly visibilityTimeoutSeconds?: number;
  /** Four days when missing. */
  readonly retentionSeconds?: number;
  /** Where a message goes that was received so often without being deleted; nowhere when missing. */
  readonly redrive?: { readonly deadLetterArn: string; readonly maxReceives: number };
}

export interface QueuePorts {
  /** Called after every change of the messages. */
  changed(): void;
  /** Takes over a message that was received too often; false where the dead-letter queue is gone. */
  redrive(deadLetterArn: string, message: StoredMessage): boolean;
}

const DEFAULT_VISIBILITY_SECONDS = 30;
const DEFAULT_RETENTION_SECONDS = 345_600;
const SERVERS = 3;
/** Received so often, a message is no longer the oldest, however old it is. */
const UNCOUNTED = 3;

/** One standard queue: at-least-once, in no promised order, hidden while somebody works on a message. */
export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly #scope: AccountScope;
  readonly #ports: QueuePorts;
  /** By identifier, in the order of their arrival. */
  readonly #messages = new Map<string, StoredMessage>();
  #definition: QueueDefinition;

  constructor(scope: AccountScope, definition: QueueDefinition, ports: QueuePorts) {
    const { name } = definition;
    this.name = name;
    this.arn = `arn:aws:sqs:${scope.region}:${scope.accountId}:${name}`;
    this.url = `https://sqs.${scope.region}.amazonaws.com/${scope.accountId}/${name}`;
    this.#definition = definition;
    this.#scope = scope;
    this.#ports = ports;
  }

  /** Where a message goes that was received too often. */
  get redrive(): QueueDefinition['redrive'] {
    return this.#definition.redrive;
  }

  get visibilityTimeoutSeconds(): number {
    return this.#definition.visibilityTimeoutSeconds ?? DEFAULT_VISIBILITY_SECONDS;
  }

  get retentionSeconds(): number {
    return this.#definition.retentionSeconds ?? DEFAULT_RETENTION_SECONDS;
  }

  /** Changes everything but the name; messages stay. */
  configure(definition: QueueDefinition): void {
    this.#definition = definition;
  }

  /** Messages that are not yet too old, oldest first. */
  get messages(): readonly StoredMessage[] {
    return [...this.#kept()];
  }

  visible(): readonly StoredMessage[] {
    const now = this.#scope.clock.now();
    return this.messages.filter(({ visibleAt }) => visibleAt <= now);
  }

  /** When the next message can be received, or could since; undefined when there is none. */
  nextVisibleAt(): number | undefined {
    const now = this.#scope.clock.now();
    let next: number | undefined;
    for (const { visibleAt } of this.#kept()) {
      if (visibleAt <= now) return visibleAt;
      next = Math.min(next ?? visibleAt, visibleAt);
    }
    return next;
  }

  /** When the oldest message was sent, but for those that were received three times: AWS no longer counts them. */
  oldestSentAt(): number | undefined {
    for (const { sentAt, receiveCount } of this.#kept()) if (receiveCount < UNCOUNTED) return sentAt;
    return undefined;
  }

  add({ body, attributes = {}, delaySeconds = 0 }: SentMessage): string {
    const { clock, id } = this.#scope;
    const sentAt = clock.now();
    const made = { id: id(), body, attributes, sentAt, receiveCount: 0 };
    this.#put([{ ...made, server: this.#anyServer(), visibleAt: sentAt + delaySeconds * 1000 }]);
    return made.id;
  }

  /** Takes a message over from a queue in which it was received too often: as old as it was, and visible at once. */
  takeOver({ id, body, attributes, sentAt }: StoredMessage, redrivenFrom: string): void {
    const visibleAt = this.#scope.clock.now();
    const server = this.#anyServer();
    this.#put([{ id, body, attributes, sentAt, server, visibleAt, receiveCount: 0, redrivenFrom }]);
  }

  /**
   * Takes visible messages and hides them; those that were received too often go to the dead-letter queue instead.
   * @param everywhere whether all servers are asked, as a long poll does; a short one leaves one out
   */
  receive(count: number, hiddenSeconds: number, everywhere: boolean): readonly StoredMessage[] {
    const now = this.#scope.clock.now();
    const skipped = everywhere ? -1 : this.#anyServer();
    const taken: StoredMessage[] = [];
    for (const message of this.#kept()) {
      if (taken.length === count) break;
      if (message.visibleAt > now || message.server === skipped || this.#redrive(message)) continue;
      taken.push({
        ...message,
        visibleAt: now + hiddenSeconds * 1000,
        receiveCount: message.receiveCount + 1,
        firstReceivedAt: message.firstReceivedAt ?? now,
        receiptHandle: `${message.id}/${message.receiveCount + 1}`,
      });
    }
    if (taken.length > 0) this.#put(taken);
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
    this.#put([{ ...message, visibleAt: now + seconds * 1000 }]);
  }

  /**
   * Deletes a message. As on AWS, the handle of an earlier receipt is accepted and deletes nothing.
   * @throws ReceiptHandleIsInvalid
   */
  delete(receiptHandle: string): void {
    const message = this.#receipt(receiptHandle);
    if (!message) return;
    this.#messages.delete(message.id);
    this.#ports.changed();
  }

  restore(messages: readonly StoredMessage[]): void {
    this.#messages.clear();
    for (const message of messages) this.#messages.set(message.id, message);
  }

  *#kept(): Generator<StoredMessage> {
    const oldest = this.#scope.clock.now() - this.retentionSeconds * 1000;
    for (const message of this.#messages.values()) if (message.sentAt > oldest) yield message;
  }

  /** Whether a message was received too often and is in the dead-letter queue now. */
  #redrive(message: StoredMessage): boolean {
    const { redrive } = this.#definition;
    if (!redrive || message.receiveCount < redrive.maxReceives) return false;
    if (!this.#ports.redrive(redrive.deadLetterArn, message)) return false;
    this.#messages.delete(message.id);
    this.#ports.changed();
    return true;
  }

  #receipt(receiptHandle: string): StoredMessage | undefined {
    const [, id = ''] = /^([^/]+)\/\d+$/.exec(receiptHandle) ?? [];
    if (id === '') throw receiptHandleIsInvalid(receiptHandle);
    const message = this.#messages.get(id);
    return message?.receiptHandle === receiptHandle ? message : undefined;
  }

  #anyServer(): number {
    return Math.floor(this.#scope.random() * SERVERS);
  }

  #put(messages: readonly StoredMessage[]): void {
    for (const message of messages) this.#messages.set(message.id, message);
    this.#ports.changed();
  }
}
