import type { HistoryEvent, HistoryEventType } from '@aws-sdk/client-sfn';

/** The details of an event, under AWS's names, such as `stateEnteredEventDetails`. */
export type EventDetails = Omit<HistoryEvent, 'id' | 'previousEventId' | 'timestamp' | 'type'>;

/** One event as it is kept: like AWS's, with the time in milliseconds since the epoch. */
export interface RecordedEvent extends EventDetails {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: HistoryEventType;
}

/** All events of an execution, in order. */
export class History {
  readonly events: RecordedEvent[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Adds an event that follows `previousEventId` and answers its id. */
  append(previousEventId: number, type: HistoryEventType, details: EventDetails): number {
    const id = this.events.length + 1;
    this.events.push({ ...details, id, previousEventId, timestamp: this.#now(), type });
    return id;
  }
}

/** The events of one flow: each follows the one before it in the same branch. */
export class Trail {
  readonly history: History;
  #previous: number;

  constructor(history: History, previous = 0) {
    this.history = history;
    this.#previous = previous;
  }

  record(type: HistoryEventType, details: EventDetails = {}): number {
    this.#previous = this.history.append(this.#previous, type, details);
    return this.#previous;
  }

  /** The trail of a branch or an iteration, which starts where this one stands. */
  branch(): Trail {
    return new Trail(this.history, this.#previous);
  }
}
