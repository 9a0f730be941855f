import type { SandboxClock } from './sandbox-clock.ts';

export interface ScaledClockOptions {
  /** Sandbox time at the moment of construction, in milliseconds since the epoch. */
  readonly start: number;
  /** Sandbox milliseconds per real millisecond. */
  readonly speed: number;
}

/** The longest delay that a Node timer takes: 2^31 - 1 ms. */
const LONGEST_TIMER = 2_147_483_647;

/** Real time, faster: what waits an hour in the account waits two minutes at a speed of 30. */
export class ScaledClock implements SandboxClock {
  readonly speed: number;
  readonly #start: number;
  readonly #realStart = performance.now();

  constructor({ start, speed }: ScaledClockOptions) {
    if (!(speed > 0)) throw new RangeError(`The speed of a clock must be positive, not ${speed}.`);
    this.#start = start;
    this.speed = speed;
  }

  now(): number {
    return Math.floor(this.#start + (performance.now() - this.#realStart) * this.speed);
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.#sleepUntil(this.now() + Math.max(0, milliseconds), true, signal);
  }

  /** As `sleep`, but does not keep the process alive. */
  sleepInBackground(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.#sleepUntil(this.now() + Math.max(0, milliseconds), false, signal);
  }

  /** Real time cannot be held. */
  hold<T>(work: Promise<T>): Promise<T> {
    return work;
  }

  #sleepUntil(at: number, keepsProcessAlive: boolean, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    let timer: NodeJS.Timeout;
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    // A timer may fire a little early, and cannot be set further ahead than LONGEST_TIMER: so it is set again.
    const wait = () => {
      const left = (at - this.now()) / this.speed;
      if (left <= 0) {
        signal?.removeEventListener('abort', abort);
        resolve();
        return;
      }
      timer = setTimeout(wait, Math.min(Math.ceil(left), LONGEST_TIMER));
      if (!keepsProcessAlive) timer.unref();
    };
    signal?.addEventListener('abort', abort, { once: true });
    wait();
    return promise;
  }
}
