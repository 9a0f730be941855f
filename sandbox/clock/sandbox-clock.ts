import type { Clock } from '../../functions/clock.ts';

/**
 * The sandbox's clocks know two things more than a plain clock.
 *
 * - A *background* sleeper never makes time pass on its own: health checks, metric minutes and alarm evaluations
 *   happen while something else lets time pass, and are not a reason for it.
 * - *Held* time stands still while real asynchronous work runs, such as a database on disk.
 */
export interface SandboxClock extends Clock {
  sleepInBackground(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Keeps time still until `work` settles. Never hold work that itself sleeps on this clock: it would wait for ever. */
  hold<T>(work: Promise<T>): Promise<T>;
}

function isSandboxClock(clock: Clock): clock is SandboxClock {
  return 'sleepInBackground' in clock && 'hold' in clock;
}

/** Sleeps as a background sleeper where the clock knows the difference; see `SandboxClock`. */
export function sleepInBackground(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return isSandboxClock(clock)
    ? clock.sleepInBackground(milliseconds, signal)
    : clock.sleep(milliseconds, signal);
}

/** Holds time where the clock can; see `SandboxClock.hold`. */
export function hold<T>(clock: Clock, work: Promise<T>): Promise<T> {
  return isSandboxClock(clock) ? clock.hold(work) : work;
}
