import { BaselinePath, type TimedTally } from './baseline-path.ts';
import { EffectEstimate, type SmallSample } from './effect-estimate.ts';
import type { Likelihood, Tally } from './likelihood.ts';
import type { Model } from './model.ts';
import { isBelievable, PairedTotals, type Totals } from './paired-totals.ts';

/** A version that is worse by the very tolerance may pass for one that is worse by more this often. */
const TOLERANCE_LEVEL = 0.1;

/**
 * A test at a moment fixed beforehand: is the candidate worse than an equal version would look, and by more than
 * the tolerance? It sees smaller differences than evidence that may be read at any time, and is made once.
 */
export class FixedTest {
  readonly #model: Model;
  readonly #estimate: EffectEstimate;
  readonly #path: BaselinePath;
  readonly #totals = new PairedTotals();

  constructor(model: Model) {
    this.#model = model;
    this.#estimate = new EffectEstimate(model);
    this.#path = new BaselinePath(model.noiseGrid);
  }

  seeBaseline(minute: TimedTally): void {
    this.#path.observe(minute);
  }

  /** @param likelihood of the difference in this minute; null when it says nothing */
  seePair(minute: number, counts: Totals, likelihood: Likelihood | null): void {
    this.#totals.add(minute, counts);
    if (likelihood) this.#estimate.observe(minute, likelihood);
  }

  /** @param level how often an equal version may be rejected */
  rejects(level: number): boolean {
    const totals = this.#totals.all;
    if (!isBelievable(totals)) return false;
    const weights = this.#path.noiseWeights(this.#totals.minutes, this.#model.ownNoise);
    const small = smallSample(totals);
    return (
      this.#estimate.tail(0, weights, small) <= level &&
      this.#estimate.tail(this.#model.boundary, weights, small) <= TOLERANCE_LEVEL
    );
  }
}

/** Half an event off the candidate's, and the variance that the log odds ratio would have without a difference. */
function smallSample({ candidate, baseline }: Totals): SmallSample {
  const bad = (candidate.bad + baseline.bad) / (candidate.trials + baseline.trials);
  const expected = { bad: candidate.trials * bad, trials: candidate.trials };
  const expectedOld = { bad: baseline.trials * bad, trials: baseline.trials };
  const excess = variance(expected) + variance(expectedOld) - variance(candidate) - variance(baseline);
  return { shift: 0.5 / candidate.bad, excess: Math.max(0, excess) };
}

function variance({ bad, trials }: Tally): number {
  return 1 / Math.max(bad, 0.5) + 1 / Math.max(trials - bad, 0.5);
}
