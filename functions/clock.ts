import { setTimeout as wait } from 'node:timers/promises';

/** The only source of time. Milliseconds since the epoch; `sleep` rejects with the signal's reason. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Real time: the one place outside the sandbox that reads the machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await wait(Math.max(0, milliseconds), undefined, signal ? { signal } : {});
  },
};
