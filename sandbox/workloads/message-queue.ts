import type { AccountScope } from '../service.ts';
import { Rate } from '../traffic/rate.ts';
import type { Answers, Callee } from './callee.ts';

const SEND_SECONDS = 0.01;
/** How long a message stays hidden that somebody failed at. */
const HIDDEN_MS = 30_000;

/** Whoever works messages off: takes at most so many, and answers how many it took. */
export interface Consumer {
  take(now: number, messages: number): number;
  /** So many of what it took it could not work off. */
  failed?(messages: number): void;
}

interface Cohort {
  readonly at: number;
  count: number;
}

/** A queue of SQS whose messages are counts, first in, first out. Some of them nobody can work off: they come back. */
export class MessageQueue implements Callee {
  readonly name: string;
  consumer: Consumer | undefined;
  /** Share of the messages from now on that nobody can work off. */
  poisonShare = 0;
  readonly #scope: AccountScope;
  readonly #arrivals: Rate;
  #waiting: Cohort[] = [];
  #poison = 0;
  #hidden: Cohort[] = [];
  #poisonOwed = 0;
  #minute = { sent: 0, deleted: 0 };

  constructor(scope: AccountScope, name: string, arrivalsPerSecond: number) {
    this.#scope = scope;
    this.name = name;
    this.#arrivals = new Rate(arrivalsPerSecond, scope.clock.now());
  }

  get visible(): number {
    return this.#waiting.reduce((sum, { count }) => sum + count, this.#poison);
  }

  /** Puts messages into it. */
  call(now: number, count: number): Answers {
    this.#minute.sent += count;
    this.#poisonOwed += count * this.poisonShare;
    const poison = Math.floor(this.#poisonOwed);
    this.#poisonOwed -= poison;
    this.#poison += poison;
    if (count > poison) this.#waiting.push({ at: now, count: count - poison });
    return { failed: 0, seconds: count * SEND_SECONDS };
  }

  advance(now: number): void {
    this.call(now, this.#arrivals.due(now));
    for (const { at, count } of this.#hidden) if (at + HIDDEN_MS <= now) this.#poison += count;
    this.#hidden = this.#hidden.filter(({ at }) => at + HIDDEN_MS > now);
    const visible = this.visible;
    if (visible === 0) return;
    const taken = this.consumer?.take(now, visible) ?? 0;
    // What was sent and what came back are mixed, and handed out alike.
    const failing = Math.min(this.#poison, Math.round((taken * this.#poison) / visible));
    this.#poison -= failing;
    if (failing > 0) {
      this.#hidden.push({ at: now, count: failing });
      this.consumer?.failed?.(failing);
    }
    this.#delete(taken - failing);
  }

  /** Reports the minute that ended at `at`. */
  measure(at: number): void {
    const hidden = this.#hidden.reduce((sum, { count }) => sum + count, 0);
    this.#record('ApproximateNumberOfMessagesVisible', this.visible, at);
    this.#record('ApproximateNumberOfMessagesNotVisible', hidden, at);
    // Messages that were received three times in vain do not count, as on AWS.
    const oldest = this.#waiting[0]?.at ?? at;
    this.#record('ApproximateAgeOfOldestMessage', Math.round((at - oldest) / 1_000), at, 'Seconds');
    this.#record('NumberOfMessagesSent', this.#minute.sent, at);
    this.#record('NumberOfMessagesDeleted', this.#minute.deleted, at);
    this.#minute = { sent: 0, deleted: 0 };
  }

  #delete(count: number): void {
    this.#minute.deleted += count;
    let left = count;
    while (left > 0) {
      const [first] = this.#waiting;
      if (first === undefined) return;
      const here = Math.min(left, first.count);
      first.count -= here;
      left -= here;
      if (first.count === 0) this.#waiting.shift();
    }
  }

  #record(metric: string, value: number, at: number, unit = 'Count'): void {
    const dimensions = { QueueName: this.name };
    this.#scope.record({ namespace: 'AWS/SQS', metric, dimensions, at, value: Math.max(0, value), unit });
  }
}
