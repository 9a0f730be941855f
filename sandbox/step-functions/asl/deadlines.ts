import type { Clock } from '../../../functions/clock.ts';
import { StatesError } from './errors.ts';
import type { WaitingTask } from './task-tokens.ts';

export interface Deadlines {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/**
 * What `work` answers, unless the state is aborted, the time is up or a heartbeat is missed before. The signal that
 * `work` is given aborts when nobody waits for it any more.
 */
export async function withinDeadlines<T>(
  clock: Clock,
  outer: AbortSignal,
  { timeoutSeconds, heartbeatSeconds }: Deadlines,
  waiting: WaitingTask | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const signal = AbortSignal.any([outer, over.signal]);
  const contenders = [work(signal), aborted(signal)];
  if (timeoutSeconds !== undefined) contenders.push(timeout(clock, timeoutSeconds, signal));
  if (heartbeatSeconds !== undefined && waiting !== undefined) {
    contenders.push(missedHeartbeat(clock, heartbeatSeconds, waiting, signal));
  }
  try {
    return await Promise.race(contenders);
  } finally {
    over.abort();
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function timeout(clock: Clock, seconds: number, signal: AbortSignal): Promise<never> {
  await clock.sleep(seconds * 1000, signal);
  throw new StatesError('States.Timeout', undefined);
}

async function missedHeartbeat(
  clock: Clock,
  seconds: number,
  waiting: WaitingTask,
  signal: AbortSignal,
): Promise<never> {
  for (;;) {
    const left = waiting.lastSign() + seconds * 1000 - clock.now();
    if (left <= 0) throw new StatesError('States.HeartbeatTimeout', undefined);
    await clock.sleep(left, signal);
  }
}
