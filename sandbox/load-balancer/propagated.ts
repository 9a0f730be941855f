interface Pending<T> {
  readonly value: T;
  readonly from: number;
}

/**
 * A setting that the control plane shows at once and the balancer follows a little later. A newer value never
 * gives way to an older one, whichever arrives first.
 */
export class Propagated<T> {
  #effective: T;
  #pending: Pending<T>[] = [];

  constructor(initial: T) {
    this.#effective = initial;
  }

  set(value: T, from: number): void {
    this.#pending.push({ value, from });
  }

  /** The value that the balancer works with at `now`. */
  at(now: number): T {
    if (this.#pending.length === 0) return this.#effective;
    const arrived = this.#pending.findLastIndex((pending) => pending.from <= now);
    const value = this.#pending[arrived];
    if (value === undefined) return this.#effective;
    this.#effective = value.value;
    this.#pending = this.#pending.slice(arrived + 1);
    return this.#effective;
  }
}
