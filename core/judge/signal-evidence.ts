import { BaselinePath, type TimedTally } from './baseline-path.ts';
import { FixedTest } from './fixed-test.ts';
import { oddsRatioLikelihood, type Tally } from './likelihood.ts';
import type { Model } from './model.ts';
import { CAUTIOUS, type Evidence, OnsetProcess } from './onset.ts';
import { isBelievable, PairedTotals } from './paired-totals.ts';

/** The tests at fixed moments that one signal is put to. */
export interface TestPlan {
  /** The first minute that does not belong to this bake any more, counted in metric periods. */
  readonly endMinute: number;
  /** Steps of the rollout; at the end of each a test is made. */
  readonly steps: number;
}

/** All that one signal says against the candidate. */
export interface SignalEvidenceSeen extends Evidence {
  /** Logarithm of the e-process alone, as if all were staked on it. */
  readonly running: number;
}

/** Minutes of both versions after which the first test is made. */
export const EARLY_MINUTES = 5;

/**
 * All that one signal says against the candidate, as one e-value: an e-process that may be read at any time, and
 * tests at moments fixed beforehand, each an all-or-nothing bet. A test at level `stake * level` that rejects turns
 * its stake into 1/level, else it loses it: the expectation for an equal version is the stake, so the sum stays an
 * e-value and passes 1/level with probability at most `level`.
 *
 * Sources: e-process see `EProcess`; tests at fixed moments with the error spent beforehand: Lan and DeMets 1983;
 * tests as bets: Shafer 2021.
 */
export class SignalEvidence {
  readonly #model: Model;
  readonly #level: number;
  readonly #plan: TestPlan | null;
  readonly #process: OnsetProcess;
  readonly #path: BaselinePath;
  readonly #test: FixedTest;
  readonly #totals = new PairedTotals();
  #first: number | undefined;
  #early: boolean | undefined;

  /**
   * @param level share of equal versions that this signal may roll back
   * @param plan null for no tests: all but a reserve is staked on the e-process
   */
  constructor(model: Model, level: number, plan: TestPlan | null) {
    this.#model = model;
    this.#level = level;
    this.#plan = plan;
    this.#process = new OnsetProcess(model, plan ? { ...model.stakes, kept: 0 } : CAUTIOUS);
    this.#path = new BaselinePath(model.noise);
    this.#test = new FixedTest(model);
  }

  get totals(): PairedTotals {
    return this.#totals;
  }

  /** A minute of the old version, from before the rollout or from its course; minutes come in order. */
  seeBaseline(minute: TimedTally): void {
    this.#path.observe(minute);
    if (this.#plan && minute.minute < this.#plan.endMinute) this.#test.seeBaseline(minute);
  }

  /** A minute of both versions, after its baseline was seen. */
  seePair(minute: number, candidate: Tally, baseline: Tally): void {
    const likelihood = oddsRatioLikelihood(candidate, baseline);
    this.#totals.add(minute, { candidate, baseline });
    this.#process.observe(minute, likelihood);
    this.#first ??= minute;
    if (!this.#plan || minute >= this.#plan.endMinute) return;
    this.#test.seePair(minute, { candidate, baseline }, likelihood);
    if (minute - this.#first + 1 >= EARLY_MINUTES) this.#early ??= this.#rejects(this.#model.stakes.early);
  }

  /** @param isOver whether all minutes of this bake were seen, so that its last test is due */
  evidence(isOver: boolean): SignalEvidenceSeen {
    const weights = this.#path.noiseWeights(this.#totals.minutes, this.#model.ownNoise);
    const { logEvidence, since } = this.#process.evidence(weights, (minute) =>
      isBelievable(this.#totals.since(minute)),
    );
    if (!this.#plan) return { logEvidence, since, running: logEvidence };
    const { first, late, early, end } = this.#model.stakes;
    const endStake = end / this.#plan.steps;
    const isWon = this.#early || (isOver && this.#rejects(endStake));
    const open = (this.#early === undefined ? early : 0) + (isOver ? 0 : endStake);
    return {
      logEvidence: Math.log(Math.exp(logEvidence) + open + (isWon ? 1 / this.#level : 0)),
      since: isWon ? (this.#first ?? since) : since,
      running: logEvidence - Math.log(first + late),
    };
  }

  #rejects(stake: number): boolean {
    return this.#test.rejects(stake * this.#level);
  }
}
