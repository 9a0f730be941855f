import type { JsonObject } from './json.ts';

/**
 * The variables of one flow. A branch or an iteration reads those of the flow around it and keeps its own to itself,
 * so that concurrent branches cannot see each other.
 */
export class Variables {
  readonly #outer: Variables | undefined;
  #own: JsonObject = {};

  constructor(outer?: Variables) {
    this.#outer = outer;
  }

  /** Everything that an expression of this flow can read. */
  visible(): JsonObject {
    return this.#outer === undefined ? this.#own : { ...this.#outer.visible(), ...this.#own };
  }

  assign(values: JsonObject): void {
    this.#own = { ...this.#own, ...values };
  }
}
