import { type SeededRandom, seededRandom } from '../../judge/seeded-random.ts';

/** Draws from a seed. */
export class Dice {
  readonly #random: SeededRandom;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.#random.uniform();
  }

  whole(low: number, high: number): number {
    return low + Math.floor(this.#random.uniform() * (high - low + 1));
  }

  chance(part: number): boolean {
    return this.#random.uniform() < part;
  }

  pick<Value>(values: readonly [Value, ...Value[]]): Value {
    return values[this.whole(0, values.length - 1)] ?? values[0];
  }

  normal(): number {
    return this.#random.normal();
  }

  /** How many of some trials succeed. */
  successes(trials: number, part: number): number {
    return this.#random.binomial(trials, part);
  }
}
