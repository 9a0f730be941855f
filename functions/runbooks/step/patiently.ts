import type { Clock } from '../../clock.ts';
import { isThrottled } from '../../inventory/refused.ts';
import { isRefused } from './send-once.ts';

/** Together they leave a step's function, which has a minute, enough of it for what else it does. */
const PAUSES_SECONDS = [2, 4, 6, 8];

/**
 * Makes a call again that AWS has put off, after pauses that grow: what was throttled had no effect, so that even a call
 * that must be made only once may be made again. Whatever else becomes of it is left as it is.
 */
export async function patiently<T>(clock: Clock, call: () => Promise<T>): Promise<T> {
  for (const seconds of PAUSES_SECONDS) {
    try {
      return await call();
    } catch (error) {
      if (!isRefused(error) || !isThrottled(error)) throw error;
      await clock.sleep(seconds * 1000);
    }
  }
  return call();
}
