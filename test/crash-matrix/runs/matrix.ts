import type { Release } from '../../../sandbox/account/product.ts';
import { ONE_CALL_THROTTLED } from '../effect.ts';
import { type Found, failedCase, type Matrix, type Outcome } from '../outcome.ts';
import { effectsAt } from '../recording.ts';
import { caseOf, idOf } from './case.ts';
import { type JourneyName, PARTS } from './journeys.ts';
import { rehearse, runCase } from './run.ts';
import { makeTargets, type Targets } from './targets.ts';

/** So many cases share an installation; then its metrics and records are more than is good for speed. */
const CASES = 60;

/** Runs of runbooks, whatever befalls them. */
export class RunMatrix implements Matrix {
  readonly parts = PARTS;
  readonly #handlers: Release['handlers'];
  #targets: { readonly made: Targets; cases: number } | undefined;

  /** @param handlers in place of the product's own: defects, to see that they are found */
  constructor(handlers?: Release['handlers']) {
    this.#handlers = handlers;
  }

  async casesOf(part: string): Promise<Found> {
    const journey = part.slice('runs/'.length) as JourneyName;
    const { calls, violations, ended } = await rehearse(await this.#sound(), journey);
    const broken = violations.length > 0 ? [{ id: part, violations, met: true, ended }] : [];
    if (broken.length > 0) await this.#discard();
    const ids = calls.flatMap((call) =>
      [...effectsAt(call), ONE_CALL_THROTTLED].map((effect) => idOf({ journey, call, effect })),
    );
    return { ids, broken };
  }

  async run(id: string): Promise<Outcome> {
    const one = caseOf(id);
    const targets = await this.#sound();
    const outcome = await runCase(targets, one).catch((error: unknown) => failedCase(id, error));
    if (outcome.violations.length > 0) await this.#discard();
    return outcome;
  }

  async #sound(): Promise<Targets> {
    if (this.#targets && this.#targets.cases >= CASES) await this.#discard();
    this.#targets ??= { made: await makeTargets(this.#handlers), cases: 0 };
    this.#targets.cases++;
    return this.#targets.made;
  }

  close(): Promise<void> {
    return this.#discard();
  }

  async #discard(): Promise<void> {
    const known = this.#targets;
    this.#targets = undefined;
    await known?.made.close();
  }
}
