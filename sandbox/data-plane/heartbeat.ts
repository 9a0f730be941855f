/** A part of the users' side that acts as time passes. */
export interface Advancing {
  /** Does what is due at `now` (milliseconds since the epoch). */
  advance(now: number): void;
}

/**
 * Drives the parts of the users' side in one fixed order, a step at a time. A jump of the clock is walked
 * through step by step, so that a wait of an hour and an hour of waits end alike.
 */
export class Heartbeat {
  readonly stepMs: number;
  readonly #parts: readonly Advancing[];
  #last: number;

  constructor(parts: readonly Advancing[], startedAt: number, stepMs = 1_000) {
    this.#parts = parts;
    this.#last = startedAt;
    this.stepMs = stepMs;
  }

  /** Walks to `now`; the rest of a step that is not over yet waits for the next call. */
  advance(now: number): void {
    while (this.#last + this.stepMs <= now) {
      this.#last += this.stepMs;
      for (const part of this.#parts) part.advance(this.#last);
    }
  }
}
