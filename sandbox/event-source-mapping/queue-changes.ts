import type { Clock } from '../../functions/clock.ts';

/** What a mapping sees of the queues without asking them: a long poll that is woken, where a real one would wait. */
export interface WatchedQueues {
  /** When the next message can be received, or could since; undefined for an empty queue. */
  nextVisibleAt(queueArn: string): number | undefined;
  /** Calls `changed` after every change of the messages; the answer ends that. */
  watch(queueArn: string, changed: () => void): () => void;
}

/** A constant reason spares an error with a stack for each wait. */
const OVER = 'the wait is over';

/** Waits for a queue to change. */
export class QueueChanges {
  readonly #clock: Clock;
  readonly #end: () => void;
  #next = Promise.withResolvers<void>();

  constructor(clock: Clock, queues: WatchedQueues, queueArn: string) {
    this.#clock = clock;
    this.#end = queues.watch(queueArn, () => this.#tell());
  }

  /** Answers at the next change, or when it is `at`; without a time only the change ends it. */
  async next(at?: number): Promise<void> {
    const { promise } = this.#next;
    if (at === undefined) return promise;
    const over = new AbortController();
    const sleeping = this.#clock.sleep(at - this.#clock.now(), over.signal).catch(() => undefined);
    await Promise.race([promise, sleeping]);
    over.abort(OVER);
  }

  /** Wakes whoever waits, and tells of no more changes. */
  close(): void {
    this.#end();
    this.#tell();
  }

  #tell(): void {
    this.#next.resolve();
    this.#next = Promise.withResolvers();
  }
}
