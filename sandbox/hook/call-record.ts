/** One attempt of one SDK call, as it reached the sandbox. */
export interface CallRecord {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly principal: string;
  readonly client: string;
  readonly command: string;
  readonly requestId: string;
  readonly input: object;
  /** `ok`, or the name of the error that the caller got. */
  readonly outcome: string;
}

/** Keeps the latest calls of the account, oldest first. */
export class CallRecorder {
  readonly #calls: CallRecord[] = [];
  readonly #limit: number;

  /** @param limit number of calls to keep; older ones are forgotten */
  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  record(call: CallRecord): void {
    this.#calls.push(call);
    if (this.#calls.length > this.#limit) this.#calls.shift();
  }

  get calls(): readonly CallRecord[] {
    return this.#calls;
  }
}
