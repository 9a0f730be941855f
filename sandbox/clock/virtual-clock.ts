import { setImmediate as nextRound } from 'node:timers/promises';
import type { SandboxClock } from './sandbox-clock.ts';
import { type Sleeper, SleeperQueue } from './sleeper-queue.ts';

export interface VirtualClockOptions {
  /** Rounds of the event loop without a new sleeper or hold after which the process counts as idle. */
  readonly idleRounds?: number;
}

/**
 * Time that jumps to the next sleeper as soon as the process has nothing else to do.
 *
 * It jumps only while a foreground sleeper exists and nothing is held; background sleepers are served on the way.
 * With background sleepers alone it stands still and keeps no handle open, so it never keeps a process alive.
 */
export class VirtualClock implements SandboxClock {
  readonly #sleepers = new SleeperQueue();
  readonly #idleRounds: number;
  #now: number;
  #sequence = 0;
  #held = 0;
  /** Calls of `advanceBy` that have arrived and wait until everything has settled. */
  #settling = 0;
  #resumed: (() => void)[] = [];
  /** Grows with everything that happens on this clock, so that idleness can be told from work. */
  #activity = 0;
  #jumping = false;

  constructor(start = Date.UTC(2026, 0, 1), options: VirtualClockOptions = {}) {
    this.#now = start;
    this.#idleRounds = options.idleRounds ?? 5;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.#sleep(milliseconds, false, signal);
  }

  sleepInBackground(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.#sleep(milliseconds, true, signal);
  }

  async hold<T>(work: Promise<T>): Promise<T> {
    this.#held++;
    this.#activity++;
    try {
      return await work;
    } finally {
      this.#held--;
      this.#resume();
    }
  }

  /**
   * Lets exactly this much time pass, background sleepers included, and answers when everybody who woke up on the
   * way has done what can be done at that moment.
   */
  async advanceBy(milliseconds: number): Promise<void> {
    await this.sleep(milliseconds);
    this.#settling++;
    try {
      await this.#idle(() => this.#held > 0);
    } finally {
      this.#settling--;
      this.#resume();
    }
  }

  /** Answers when no foreground sleeper is left and nothing is held: nothing more would happen by itself. */
  async runUntilIdle(): Promise<void> {
    do await this.#idle(() => this.#stands());
    while (this.#sleepers.foreground > 0);
  }

  #sleep(milliseconds: number, background: boolean, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const at = this.#now + Math.max(0, milliseconds);
    const abort = () => {
      this.#activity++;
      this.#sleepers.remove(sleeper);
      reject(signal?.reason);
    };
    const wake = () => {
      signal?.removeEventListener('abort', abort);
      resolve();
    };
    const sleeper: Sleeper = { at, sequence: this.#sequence++, background, wake };
    signal?.addEventListener('abort', abort, { once: true });
    this.#activity++;
    this.#sleepers.add(sleeper);
    this.#start();
    return promise;
  }

  /** Whether time has to stand still whatever the sleepers want. */
  #stands(): boolean {
    return this.#held > 0 || this.#settling > 0;
  }

  /** Lets those look again who wait for time not to be kept still any more. */
  #resume(): void {
    this.#activity++;
    const waiting = this.#resumed;
    this.#resumed = [];
    for (const resume of waiting) resume();
  }

  #start(): void {
    if (this.#jumping || this.#sleepers.foreground === 0) return;
    this.#jumping = true;
    void this.#jumpWhileNeeded();
  }

  async #jumpWhileNeeded(): Promise<void> {
    while (this.#sleepers.foreground > 0) {
      await this.#idle(() => this.#stands());
      if (!this.#stands() && this.#sleepers.foreground > 0) this.#jump();
    }
    this.#jumping = false;
  }

  #jump(): void {
    this.#activity++;
    this.#now = Math.max(this.#now, this.#sleepers.next() ?? this.#now);
    for (const sleeper of this.#sleepers.takeDue(this.#now)) sleeper.wake();
  }

  /** Waits for enough quiet rounds of the event loop in a row, none of them while `busy`. */
  async #idle(busy: () => boolean): Promise<void> {
    let seen = this.#activity;
    for (let rounds = 0; rounds < this.#idleRounds; rounds++) {
      await nextRound();
      while (busy()) await new Promise<void>((resume) => this.#resumed.push(resume));
      if (seen === this.#activity) continue;
      seen = this.#activity;
      rounds = -1;
    }
  }
}
