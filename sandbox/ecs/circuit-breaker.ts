const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 900_000;

/** Failed tasks at which the circuit breaker gives a deployment up: half the desired count, from 3 to 200. */
export function failureThreshold(desiredCount: number): number {
  return Math.min(200, Math.max(3, Math.ceil(desiredCount / 2)));
}

/** How long the scheduler waits before it starts another task after so many failures in a row, in milliseconds. */
export function startDelay(failures: number): number {
  return failures === 0 ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 30));
}
