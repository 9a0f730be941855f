import type { Clock } from '../../functions/clock.ts';
import { every } from '../clock/every.ts';
import type { CloudWatch } from './cloudwatch.ts';

/** Ten seconds, so that an alarm notices within ten seconds that a minute is over. */
const INTERVAL_MILLISECONDS = 10_000;

/**
 * Evaluates alarms in the background until the signal aborts.
 * Rejects with what an evaluation throws, which also ends the timer.
 */
export function evaluateAlarms(cloudWatch: CloudWatch, clock: Clock, signal: AbortSignal): Promise<void> {
  return every(clock, INTERVAL_MILLISECONDS, () => cloudWatch.tick(clock.now()), signal);
}
