import type { Delivery } from './delivery.ts';

/** An event that could not be delivered, with the attributes EventBridge sets on the queue's message. */
export interface DeadLetter {
  readonly queueArn: string;
  readonly delivery: Delivery;
  readonly errorCode: string;
  readonly errorMessage: string;
  /** Missing when the error was not worth a retry. */
  readonly exhaustedRetryCondition?: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';
  readonly retryAttempts: number;
}

/** The dead-letter queues of the rules, as lists. */
export class DeadLetters {
  readonly #letters: DeadLetter[] = [];

  /** The letters of one queue, oldest first; of all queues without an argument. */
  list(queueArn?: string): readonly DeadLetter[] {
    return this.#letters.filter((letter) => queueArn === undefined || letter.queueArn === queueArn);
  }

  add(letter: DeadLetter): void {
    this.#letters.push(letter);
  }

  /** Removes and answers the letters of one queue. */
  drain(queueArn: string): readonly DeadLetter[] {
    const drained = this.list(queueArn);
    for (const letter of drained) this.#letters.splice(this.#letters.indexOf(letter), 1);
    return drained;
  }
}
