/** Somebody who waits for a point in time. */
export interface Sleeper {
  readonly at: number;
  /** Order of arrival, which decides between sleepers of the same millisecond. */
  readonly sequence: number;
  readonly background: boolean;
  wake(): void;
}

function isBefore(a: Sleeper, b: Sleeper): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
}

/** Sleepers in the order in which they wake. */
export class SleeperQueue {
  readonly #sleepers: Sleeper[] = [];
  #foreground = 0;

  /** How many sleepers are a reason for time to pass. */
  get foreground(): number {
    return this.#foreground;
  }

  get size(): number {
    return this.#sleepers.length;
  }

  add(sleeper: Sleeper): void {
    this.#sleepers.splice(this.#position(sleeper), 0, sleeper);
    if (!sleeper.background) this.#foreground++;
  }

  remove(sleeper: Sleeper): void {
    const position = this.#position(sleeper);
    if (this.#sleepers[position] === sleeper) this.#take(position, 1);
  }

  /** When the next sleeper wakes, or undefined when nobody sleeps. */
  next(): number | undefined {
    return this.#sleepers[0]?.at;
  }

  /** Takes everybody out whose time has come. */
  takeDue(now: number): readonly Sleeper[] {
    const rest = this.#sleepers.findIndex((sleeper) => sleeper.at > now);
    return this.#take(0, rest === -1 ? this.#sleepers.length : rest);
  }

  #take(from: number, count: number): readonly Sleeper[] {
    const taken = this.#sleepers.splice(from, count);
    this.#foreground -= taken.filter((sleeper) => !sleeper.background).length;
    return taken;
  }

  /** Binary search: the index of the sleeper, or the one where it belongs. */
  #position(sleeper: Sleeper): number {
    let low = 0;
    let high = this.#sleepers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#sleepers[middle];
      if (other !== undefined && isBefore(other, sleeper)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
