import type { Clock } from '../../functions/clock.ts';
import { sleepInBackground } from './sandbox-clock.ts';

/**
 * Calls `tick` again and again, `milliseconds` apart, until the signal aborts; the first time after one interval.
 *
 * The timer sleeps in the background, so a virtual clock does not run for its sake. Intervals are counted from the
 * start and do not drift; a tick that takes longer than an interval skips the ones it missed, and ticks never overlap.
 * The promise resolves when the signal aborts and rejects with what `tick` throws, which also ends the timer.
 */
export async function every(
  clock: Clock,
  milliseconds: number,
  tick: () => void | Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const start = clock.now();
  while (!signal.aborted) {
    const elapsed = clock.now() - start;
    const wait = milliseconds - (elapsed % milliseconds);
    try {
      await sleepInBackground(clock, wait, signal);
    } catch (thrown) {
      if (signal.aborted) return;
      throw thrown;
    }
    await tick();
  }
}
