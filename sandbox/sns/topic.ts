import type { Clock } from '../../functions/clock.ts';

/** A message as SNS hands it to a subscriber. */
export interface Notification {
  readonly Type: 'Notification';
  readonly MessageId: string;
  readonly TopicArn: string;
  readonly Subject?: string;
  readonly Message: string;
  /** ISO 8601. */
  readonly Timestamp: string;
  readonly MessageAttributes?: Readonly<Record<string, { readonly Type: string; readonly Value: string }>>;
}

export type Subscriber = (notification: Notification) => void | Promise<void>;

/** A notification that a subscriber refused at every attempt. */
export interface Undelivered {
  readonly subscription: string;
  readonly notification: Notification;
  readonly error: unknown;
}

/** Pauses before each further attempt: three at once, then two a second apart, as SNS begins its retries. */
const RETRY_PAUSES_MS = [0, 0, 0, 1000, 1000];

/** A topic that delivers to subscribers in the same process, each on its own. */
export class Topic {
  readonly arn: string;
  readonly #clock: Clock;
  readonly #subscribers = new Map<string, Subscriber>();
  readonly #undelivered: Undelivered[] = [];

  constructor(arn: string, clock: Clock) {
    this.arn = arn;
    this.#clock = clock;
  }

  get undelivered(): readonly Undelivered[] {
    return this.#undelivered;
  }

  subscribe(subscription: string, subscriber: Subscriber): void {
    this.#subscribers.set(subscription, subscriber);
  }

  unsubscribe(subscription: string): void {
    this.#subscribers.delete(subscription);
  }

  /** Starts the delivery; the publisher does not wait for it. */
  deliver(notification: Notification): void {
    for (const [subscription, subscriber] of this.#subscribers)
      void this.#deliverTo(subscription, subscriber, notification);
  }

  async #deliverTo(subscription: string, subscriber: Subscriber, notification: Notification): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        // The publisher's own call ends before any subscriber runs.
        await Promise.resolve();
        return await subscriber(structuredClone(notification));
      } catch (error) {
        const pause = RETRY_PAUSES_MS[attempt];
        if (pause === undefined) {
          this.#undelivered.push({ subscription, notification, error });
          return;
        }
        if (pause > 0) await this.#clock.sleep(pause);
      }
    }
  }
}
