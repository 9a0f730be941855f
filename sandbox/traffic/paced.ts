import type { Clock } from '../../functions/clock.ts';
import { Rate } from './rate.ts';

const PACE_MS = 4;

/** Sends one request; the promise ends when its result is recorded, and never rejects. */
export type Send = () => Promise<void>;

/**
 * Sends at a constant rate on the clock it is given. The number under way is bounded: what is due beyond the
 * bound is dropped and told to `onDropped`, as a caller that ran out of connections would see it.
 */
export class Paced {
  readonly #rate: Rate;
  readonly #clock: Clock;
  readonly #send: Send;
  readonly #onDropped: () => void;
  readonly #maxUnderWay: number;
  readonly #underWay = new Set<Promise<void>>();
  readonly #ended: Promise<void>;
  #stopped = false;

  constructor(clock: Clock, perSecond: number, send: Send, onDropped: () => void, maxUnderWay = 1_000) {
    this.#clock = clock;
    this.#rate = new Rate(perSecond, clock.now());
    this.#send = send;
    this.#onDropped = onDropped;
    this.#maxUnderWay = maxUnderWay;
    this.#ended = this.#run();
  }

  setRate(perSecond: number): void {
    this.#rate.set(perSecond);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#ended;
    await Promise.all(this.#underWay);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      for (let due = this.#rate.due(this.#clock.now()); due > 0; due -= 1) this.#one();
      await this.#clock.sleep(PACE_MS);
    }
  }

  #one(): void {
    if (this.#underWay.size >= this.#maxUnderWay) {
      this.#onDropped();
      return;
    }
    const request = this.#send();
    this.#underWay.add(request);
    void request.then(() => this.#underWay.delete(request));
  }
}
