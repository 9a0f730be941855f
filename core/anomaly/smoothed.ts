import type { Memory } from './memory.ts';

/** A moving average whose weights fall by the distance, evenly weighted at the beginning. */
export class Smoothed {
  static readonly BYTES = 16;
  readonly #weight: number;
  readonly #state: Float64Array;

  /** @param points about how many count. */
  constructor(memory: Memory, points: number) {
    this.#weight = 2 / (1 + points);
    this.#state = memory.float64(2);
  }

  /** The average with this value in it. */
  learn(value: number): number {
    const [count = 0, average = 0] = this.#state;
    const next = average + Math.max(this.#weight, 1 / (count + 1)) * (value - average);
    this.#state.set([count + 1, next]);
    return next;
  }
}
