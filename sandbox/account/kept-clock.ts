import { type Clock, systemClock } from '../../functions/clock.ts';
import { every } from '../clock/every.ts';
import { ScaledClock } from '../clock/scaled-clock.ts';
import type { Storage } from './storage.ts';

const PART = 'clock';
/** Real time between two writes. */
const INTERVAL_MS = 250;

interface KeptTime {
  /** Milliseconds since the epoch, in sandbox time. */
  readonly now: number;
}

/** A clock that goes on where the last one of this storage ended; with the machine's time on a first start. */
export function keptClock(storage: Storage, speed: number): ScaledClock {
  const start = storage.load<KeptTime>(PART)?.now ?? systemClock.now();
  return new ScaledClock({ start, speed });
}

/**
 * Writes the time down until the signal aborts. It is written two intervals ahead, so that after a kill time goes
 * on a little later than it stopped, never earlier than what records say; an orderly end writes the exact time.
 */
export async function keepTime(
  storage: Storage,
  clock: ScaledClock,
  signal: AbortSignal,
  pace: Clock = systemClock,
): Promise<void> {
  const write = (ahead: number) => storage.save(PART, () => ({ now: clock.now() + ahead }));
  const ahead = 2 * INTERVAL_MS * clock.speed;
  write(ahead);
  await every(pace, INTERVAL_MS, () => write(ahead), signal);
  write(0);
}
