import type { Memory } from './memory.ts';

/** Wagers on how much more often than usual the values lie beyond their quantile after a change. */
const WAGERS = [1.5, 3] as const;
const QUANTILE = 0.9;
const USUAL_BEYOND = 1 - QUANTILE;
const LARGEST = 1e60;
/** Before that the quantile is not known well enough to bet on. */
const WARM_UP = 50;
const SLOWEST = 1 / 500;

const HEADER = { count: 0, quantile: 1, scale: 2, wealth: 3 } as const;

/**
 * A change of level in one direction, as the logarithm of an e-detector (Shin, Ramdas and Rinaldo, E-detectors,
 * 2023) in the form of Shiryaev and Roberts: at each point a new gambler bets that from now on more than a tenth of
 * the values lies beyond the usual upper decile. If values came independently, the sum of what all have would first
 * reach 1/a after at least 1/a points on average; real ones depend on each other, so its own tail is learnt besides.
 */
export class ChangePoint {
  static readonly BYTES = (3 + WAGERS.length) * 8;
  readonly #state: Float64Array;

  constructor(memory: Memory) {
    this.#state = memory.float64(3 + WAGERS.length);
  }

  /** The logarithm of 1 + what the gamblers have, or undefined at the beginning. @param residual from what is usual, towards the side that is watched. */
  learn(residual: number): number | undefined {
    const count = this.#at(HEADER.count) + 1;
    const scale = this.#at(HEADER.scale);
    this.#state[HEADER.count] = count;
    this.#state[HEADER.scale] = scale + Math.max(SLOWEST, 1 / count) * (Math.abs(residual) - scale);
    const isBeyond = residual > this.#at(HEADER.quantile);
    this.#moveQuantile(isBeyond, count);
    return count < WARM_UP ? undefined : this.#settle(isBeyond);
  }

  /** Stochastic approximation (Robbins and Monro, 1951), faster at the beginning. */
  #moveQuantile(isBeyond: boolean, count: number): void {
    const step = this.#at(HEADER.scale) * Math.max(0.02, 2 / count);
    const move = isBeyond ? QUANTILE : -USUAL_BEYOND;
    this.#state[HEADER.quantile] = this.#at(HEADER.quantile) + step * move;
  }

  #settle(isBeyond: boolean): number {
    let sum = 0;
    for (const [place, wager] of WAGERS.entries()) {
      const factor = isBeyond ? wager : (1 - USUAL_BEYOND * wager) / QUANTILE;
      const wealth = (this.#state[HEADER.wealth + place] ?? 0) + 1;
      const settled = Math.min(wealth * factor, LARGEST);
      this.#state[HEADER.wealth + place] = settled;
      sum += settled;
    }
    return Math.log1p(sum / WAGERS.length);
  }

  #at(field: number): number {
    return this.#state[field] ?? 0;
  }
}
