import { systemClock } from '../../functions/clock.ts';
import type { VirtualClock } from '../../sandbox/clock/virtual-clock.ts';

/** Virtual time that passes only as far as somebody lets it. */
export interface Pace {
  /** Lets so much time pass, in milliseconds. */
  pass(milliseconds: number): Promise<void>;
  /** Lets time pass until a condition holds, looked at after each step: as much as a page needs to follow it. */
  passUntil(what: string, holds: () => Promise<boolean>): Promise<void>;
  /** Lets time go on by itself. */
  end(): void;
}

const STEP_MS = 15_000;
/** Real milliseconds between two steps, in which a page can look. */
const REST_MS = 60;
const MOST_STEPS = 600;

export function paced(clock: VirtualClock): Pace {
  let release = held(clock);
  const pass = async (milliseconds: number) => {
    const passed = clock.sleep(milliseconds);
    release();
    await passed;
    release = held(clock);
  };
  const passUntil = async (what: string, holds: () => Promise<boolean>) => {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (await holds()) return;
      await pass(STEP_MS);
      await systemClock.sleep(REST_MS);
    }
    throw new Error(`Not so after ${(MOST_STEPS * STEP_MS) / 60_000} minutes: ${what}.`);
  };
  return { pass, passUntil, end: () => release() };
}

function held(clock: VirtualClock): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  void clock.hold(promise);
  return resolve;
}
