import type { Answers, Callee } from './callee.ts';

const USUAL_SECONDS = 0.04;

/** Somebody else's service. The account has no metrics of it. */
export class Provider implements Callee {
  readonly name: string;
  /** Share of the calls that fail, and what each takes longer. */
  failingShare = 0;
  extraMs = 0;
  #failures = 0;

  constructor(name: string) {
    this.name = name;
  }

  call(_now: number, count: number): Answers {
    this.#failures += count * this.failingShare;
    const failed = Math.floor(this.#failures);
    this.#failures -= failed;
    const seconds = count * (USUAL_SECONDS + this.extraMs / 1_000);
    return { failed, seconds, failure: this.failingShare < 1 ? 503 : 'refused' };
  }
}
