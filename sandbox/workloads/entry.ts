import { Rate } from '../traffic/rate.ts';
import type { Callee } from './callee.ts';
import type { WorkloadPart } from './workloads.ts';

/** Load that goes up and down around its mean. */
export interface Swing {
  readonly percent: number;
  readonly everyMinutes: number;
}

/** Callers from outside the system: they call one service at their rate, whatever its answers are. */
export class Entry implements WorkloadPart {
  readonly #callee: Callee;
  readonly #swing: Swing | undefined;
  readonly #rate: Rate;
  readonly #startedAt: number;
  #perSecond = 0;
  #factor = 1;
  #counts = { total: 0, failed: 0 };

  constructor(callee: Callee, now: number, swing: Swing | undefined) {
    this.#callee = callee;
    this.#swing = swing;
    this.#startedAt = now;
    this.#rate = new Rate(0, now);
  }

  /** What callers saw since the beginning. */
  get counts(): { readonly total: number; readonly failed: number } {
    return { ...this.#counts };
  }

  setRate(perSecond: number): void {
    this.#perSecond = perSecond;
  }

  setFactor(factor: number): void {
    this.#factor = factor;
  }

  advance(now: number): void {
    this.#rate.set(this.#perSecond * this.#factor * this.#swung(now));
    const due = this.#rate.due(now);
    if (due === 0) return;
    this.#counts.total += due;
    this.#counts.failed += this.#callee.call(now, due).failed;
  }

  #swung(now: number): number {
    if (this.#swing === undefined) return 1;
    const turns = (now - this.#startedAt) / 60_000 / this.#swing.everyMinutes;
    return 1 + (this.#swing.percent / 100) * Math.sin(2 * Math.PI * turns);
  }
}
