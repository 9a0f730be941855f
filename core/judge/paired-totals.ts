import type { Tally } from './likelihood.ts';

/** Bad events and trials of both arms, over the minutes in which both were seen. */
export interface Totals {
  readonly candidate: Tally;
  readonly baseline: Tally;
}

interface Cumulated extends Totals {
  readonly minute: number;
}

const NONE: Tally = { bad: 0, trials: 0 };

/** Sums of both arms from any minute on. */
export class PairedTotals {
  readonly #cumulated: Cumulated[] = [];

  /** Minutes come in order. */
  add(minute: number, { candidate, baseline }: Totals): void {
    const last = this.#cumulated.at(-1);
    this.#cumulated.push({
      minute,
      candidate: plus(candidate, last?.candidate ?? NONE, 1),
      baseline: plus(baseline, last?.baseline ?? NONE, 1),
    });
  }

  since(minute: number): Totals {
    const all = this.#cumulated.at(-1);
    const before = this.#cumulated.findLast((cumulated) => cumulated.minute < minute);
    return {
      candidate: plus(all?.candidate ?? NONE, before?.candidate ?? NONE, -1),
      baseline: plus(all?.baseline ?? NONE, before?.baseline ?? NONE, -1),
    };
  }

  get minutes(): number {
    return this.#cumulated.length;
  }

  get all(): Totals {
    return this.since(Number.NEGATIVE_INFINITY);
  }
}

function plus(one: Tally, other: Tally, sign: 1 | -1): Tally {
  return { bad: one.bad + sign * other.bad, trials: one.trials + sign * other.trials };
}

/** Fewer bad events than this are an accident, whatever the odds. */
const FEWEST_BAD = 3;

/** Speaks against the version only what is worse on the whole, and more than an accident. */
export function isBelievable({ candidate, baseline }: Totals): boolean {
  return candidate.bad >= FEWEST_BAD && candidate.bad * baseline.trials > baseline.bad * candidate.trials;
}
