import { EProcess } from './e-process.ts';
import type { Likelihood } from './likelihood.ts';
import { LATE_EFFECTS, type Model } from './model.ts';
import { logSumExp } from './special-functions.ts';

interface Start {
  readonly minute: number;
  readonly weight: number;
  readonly process: EProcess;
}

export interface Evidence {
  /** Logarithm of the e-value. */
  readonly logEvidence: number;
  /** The minute from which the strongest part of the evidence counts. */
  readonly since: number;
}

const RESTART_MINUTES = 5;
const LATE_STARTS_KEPT = 4;

/** What is staked on which start; together at most 1. */
export interface Stakes {
  /** On a version that is bad from its first minute. */
  readonly first: number;
  /** On one that turns bad later, in all. */
  readonly late: number;
  /** On nothing: it stays what it is. */
  readonly kept: number;
}

/** Something is kept back because the list of noises is not complete. */
export const CAUTIOUS: Stakes = { first: 0.55, late: 0.15, kept: 0.3 };

/**
 * An e-process that also sees a version which turns bad late: a weighted sum of e-processes, one from the first
 * minute and one from every fifth. A start that has not come counts as 1, a start that was dropped as 0; either
 * way the sum stays an e-process. Source: e-detectors, Shin, Ramdas and Rinaldo 2023.
 */
export class OnsetProcess {
  readonly #model: Model;
  readonly #stakes: Stakes;
  #starts: Start[] = [];
  #unspent: number;
  #first: number | undefined;

  constructor(model: Model, stakes: Stakes = CAUTIOUS) {
    this.#model = model;
    this.#stakes = stakes;
    this.#unspent = stakes.first + stakes.late + stakes.kept;
  }

  /** Minutes come in order; `minute` counts metric periods; null for a minute that says nothing. */
  observe(minute: number, likelihood: Likelihood | null): void {
    this.#first ??= minute;
    const index = Math.floor((minute - this.#first) / RESTART_MINUTES);
    const startMinute = this.#first + index * RESTART_MINUTES;
    if (this.#starts.every((start) => start.minute < startMinute)) this.#begin(index, startMinute);
    if (likelihood === null) return;
    for (const { process } of this.#starts) process.observe(minute, likelihood);
  }

  /**
   * @param noiseWeights log weights of the model's noise list
   * @param isBelievable whether what was seen from that minute on may speak against the version at all
   */
  evidence(noiseWeights: readonly number[], isBelievable: (since: number) => boolean = () => true): Evidence {
    const parts = this.#starts.map(({ minute, weight, process }) => {
      const log = process.logEvidence(noiseWeights);
      return { since: minute, log: Math.log(weight) + (isBelievable(minute) ? log : Math.min(log, 0)) };
    });
    const strongest = parts.reduce((best, part) => (part.log > best.log ? part : best), {
      since: this.#first ?? 0,
      log: -Infinity,
    });
    const logs = parts.map(({ log }) => log);
    return { logEvidence: logSumExp([...logs, Math.log(this.#unspent)]), since: strongest.since };
  }

  /** 1/(1*2) + 1/(2*3) + ... is 1. */
  #begin(index: number, minute: number): void {
    const weight = index === 0 ? this.#stakes.first : this.#stakes.late / (index * (index + 1));
    const effects = index === 0 ? this.#model.effects : LATE_EFFECTS;
    this.#starts.push({ minute, weight, process: new EProcess(this.#model, effects) });
    this.#unspent -= weight;
    if (this.#starts.length > LATE_STARTS_KEPT + 1) this.#starts.splice(1, 1);
  }
}
