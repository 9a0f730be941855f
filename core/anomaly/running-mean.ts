import type { Memory } from './memory.ts';

/** Mean and mean absolute deviation of what came before, the past fading. */
export class RunningMean {
  static readonly BYTES = 24;
  readonly #slowest: number;
  /** Points, mean, deviation. */
  readonly #state: Float64Array;

  /** @param slowest the least weight of a new value, below 1. */
  constructor(memory: Memory, slowest: number) {
    this.#slowest = slowest;
    this.#state = memory.float64(3);
  }

  get count(): number {
    return this.#state[0] ?? 0;
  }

  get mean(): number {
    return this.#state[1] ?? 0;
  }

  get deviation(): number {
    return this.#state[2] ?? 0;
  }

  learn(value: number): void {
    const count = this.count + 1;
    const error = value - this.mean;
    if (count > 1)
      this.#state[2] = this.deviation + this.#weight(count - 1) * (Math.abs(error) - this.deviation);
    this.#state[0] = count;
    this.#state[1] = this.mean + this.#weight(count) * error;
  }

  #weight(count: number): number {
    return Math.max(this.#slowest, 1 / count);
  }
}
