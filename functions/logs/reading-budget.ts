import type { Clock } from '../clock.ts';

export interface Limits {
  readonly bytes: number;
  readonly calls: number;
  readonly milliseconds: number;
}

/** What an analysis may read, and what it has read so far. */
export class ReadingBudget {
  readonly limits: Limits;
  readonly #clock: Clock;
  readonly #startedAt: number;
  bytes = 0;
  calls = 0;

  constructor(limits: Limits, clock: Clock) {
    this.limits = limits;
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  /** Milliseconds since it was made. */
  get spent(): number {
    return this.#clock.now() - this.#startedAt;
  }

  get left(): number {
    return Math.max(0, this.limits.milliseconds - this.spent);
  }

  /** Which of the limits is reached, in words; undefined while there is room. */
  reached(): string | undefined {
    const { bytes, calls, milliseconds } = this.limits;
    if (this.bytes >= bytes) return `${bytes / 2 ** 20} MiB of lines`;
    if (this.calls >= calls) return `${calls} calls`;
    return this.spent >= milliseconds ? `${milliseconds / 1_000} s` : undefined;
  }
}
