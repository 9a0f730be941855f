import type { Clock } from '../../functions/clock.ts';

/** Requests a second of a route, and how many of them may come at once. */
export interface Throttle {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

/** Whether another request may pass now. */
export type Admission = () => boolean;

/** A token bucket, which API Gateway throttles by: full at first, refilled at the rate, never above the burst. */
export function tokenBucket(clock: Clock, { rateLimit, burstLimit }: Throttle): Admission {
  let tokens = burstLimit;
  let at = clock.now();
  return () => {
    const now = clock.now();
    tokens = Math.min(burstLimit, tokens + ((now - at) / 1_000) * rateLimit);
    at = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
