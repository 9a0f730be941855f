/** Counts how many requests are due at a constant rate; fractions are carried on. */
export class Rate {
  #perSecond: number;
  #last: number;
  #carried = 0;

  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond;
    this.#last = now;
  }

  set(perSecond: number): void {
    this.#perSecond = perSecond;
  }

  /** Requests due since the last call. */
  due(now: number): number {
    this.#carried += (this.#perSecond * Math.max(0, now - this.#last)) / 1_000;
    this.#last = now;
    const due = Math.floor(this.#carried);
    this.#carried -= due;
    return due;
  }
}
