/** One receiver of a share of the requests. */
export interface Weighted {
  readonly weight: number;
}

/**
 * Smooth weighted round robin (as in nginx): each receiver gets its exact share, spread evenly. One request and
 * many at once go through the same running debts, so both end with the same counts.
 */
export class WeightedShare<T extends Weighted> {
  readonly receivers: readonly T[];
  readonly #debts: number[];
  readonly #total: number;

  constructor(receivers: readonly T[]) {
    this.receivers = receivers;
    this.#debts = receivers.map(() => 0);
    this.#total = receivers.reduce((sum, receiver) => sum + receiver.weight, 0);
  }

  /** The receiver of the next request; `undefined` when every weight is 0. */
  next(): T | undefined {
    let best = -1;
    for (let index = 0; index < this.receivers.length; index += 1) {
      if (this.#add(index, 1) === 0) continue;
      if (best < 0 || this.#debt(index) > this.#debt(best)) best = index;
    }
    if (best < 0) return undefined;
    this.#debts[best] = this.#debt(best) - this.#total;
    return this.receivers[best];
  }

  /** How many of `count` requests each receiver gets, in the order of `receivers`. */
  split(count: number): number[] {
    if (this.#total === 0) return this.receivers.map(() => 0);
    const due = this.receivers.map((_, index) => this.#owed(index, count));
    const counts = due.map((share) => Math.max(0, Math.floor(share)));
    let rest = count - counts.reduce((sum, share) => sum + share, 0);
    const byRemainder = due.map((share, index) => ({ index, remainder: share - Math.floor(share) }));
    byRemainder.sort((one, other) => other.remainder - one.remainder);
    for (const { index } of byRemainder) {
      if (rest <= 0 || this.#weight(index) === 0) continue;
      counts[index] = (counts[index] ?? 0) + 1;
      rest -= 1;
    }
    for (const { index } of byRemainder.toReversed()) {
      const back = Math.min(Math.max(0, -rest), counts[index] ?? 0);
      counts[index] = (counts[index] ?? 0) - back;
      rest += back;
    }
    for (const [index, share] of counts.entries()) this.#settle(index, count, share);
    return counts;
  }

  #weight(index: number): number {
    return this.receivers[index]?.weight ?? 0;
  }

  #debt(index: number): number {
    return this.#debts[index] ?? 0;
  }

  #add(index: number, requests: number): number {
    const added = this.#weight(index) * requests;
    this.#debts[index] = this.#debt(index) + added;
    return added;
  }

  #owed(index: number, count: number): number {
    return (this.#debt(index) + this.#weight(index) * count) / this.#total;
  }

  #settle(index: number, count: number, given: number): void {
    this.#debts[index] = this.#debt(index) + this.#weight(index) * count - given * this.#total;
  }
}
