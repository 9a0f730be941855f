import { systemClock } from '../../functions/clock.ts';
import type { VirtualClock } from '../../sandbox/clock/virtual-clock.ts';

/** Virtual time that passes only as far as somebody lets it. */
export interface Pace {
  /** Lets so much time pass, in milliseconds. */
  pass(milliseconds: number): Promise<void>;
  /** Lets time pass until a condition holds, looked at after each step: as much as a page needs to follow it. */
  passUntil(what: string, holds: () => Promise<boolean>): Promise<void>;
  /** Time stands still until this holds, before each step: what a browser asks takes real time, and must not time out. */
  quietWhen(isQuiet: () => boolean): void;
  /** Lets time go on by itself. */
  end(): void;
}

/** Less than what checks a caller may take: a request that comes in the middle of a step is not over time by it. */
const STEP_MS = 7_000;
/** Real milliseconds between two steps, in which a page can look. */
const REST_MS = 60;
const MOST_STEPS = 1_300;
/** Real milliseconds for which a step waits for requests at most. */
const MOST_WAIT_MS = 5_000;

export function paced(clock: VirtualClock): Pace {
  let release = held(clock);
  let isQuiet = () => true;
  const quiet = async () => {
    for (let waited = 0; !isQuiet() && waited < MOST_WAIT_MS; waited += REST_MS)
      await systemClock.sleep(REST_MS);
  };
  const pass = async (milliseconds: number) => {
    const passed = clock.sleep(milliseconds);
    release();
    await passed;
    release = held(clock);
  };
  const passUntil = async (what: string, holds: () => Promise<boolean>) => {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (await holds()) return;
      await quiet();
      await pass(STEP_MS);
      await systemClock.sleep(REST_MS);
    }
    throw new Error(`Not so after ${(MOST_STEPS * STEP_MS) / 60_000} minutes: ${what}.`);
  };
  return {
    pass,
    passUntil,
    quietWhen: (holds) => {
      isQuiet = holds;
    },
    end: () => release(),
  };
}

function held(clock: VirtualClock): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  void clock.hold(promise);
  return resolve;
}
