/** What must never be otherwise, whatever is deployed and whatever happens meanwhile. */
export const INVARIANTS = {
  sum: 'weights sum to 100',
  healthy: 'no weight on an unhealthy or empty group',
  drain: 'no group is drained while it gets requests',
  failures: 'only versions that are bad by design fail requests',
  unseen: 'a version whose health was not proved gets no request',
  one: 'at the end exactly one version serves',
  lease: 'a lease ends with its run',
  audit: 'the audit chain verifies',
  atOnce: 'after a verdict to roll back the next state restores',
  abort: 'an abort gives all traffic back',
  limits: 'a bad version stays within the limits of its scenario',
  budget: 'without error budget no deployment begins',
} as const;

export type Invariant = keyof typeof INVARIANTS;

/** One look at one invariant. */
export interface Check {
  readonly invariant: Invariant;
  readonly holds: boolean;
  /** What was seen. */
  readonly words: string;
}

export interface Violation {
  readonly scenario: string;
  readonly invariant: Invariant;
  /** What was seen the first time. */
  readonly words: string;
  readonly times: number;
}

/** Counts the looks, and keeps what was violated where. */
export class Invariants {
  readonly #violations = new Map<string, Violation>();
  #checked = 0;

  get checked(): number {
    return this.#checked;
  }

  get violations(): readonly Violation[] {
    return [...this.#violations.values()];
  }

  /** @returns the check, when it is the first of its kind in this scenario that does not hold */
  note(scenario: string, { invariant, holds, words }: Check): Violation | undefined {
    this.#checked += 1;
    if (holds) return undefined;
    const key = `${scenario}/${invariant}`;
    const known = this.#violations.get(key);
    const violation = known ? { ...known, times: known.times + 1 } : { scenario, invariant, words, times: 1 };
    this.#violations.set(key, violation);
    return known ? undefined : violation;
  }
}
