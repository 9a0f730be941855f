import type { Risk } from '../../functions/operation.ts';

/** Calls a second, and how many may come at once, before the gateway answers 429 by itself. */
export interface Throttle {
  readonly throttlingRateLimit: number;
  readonly throttlingBurstLimit: number;
}

/** Of a single route, by what its operation may do: changes are made by people and pipelines, a few at a time. */
export const ROUTE_THROTTLES: Readonly<Record<Risk, Throttle>> = {
  read: { throttlingRateLimit: 50, throttlingBurstLimit: 100 },
  change: { throttlingRateLimit: 10, throttlingBurstLimit: 20 },
  sensitive: { throttlingRateLimit: 2, throttlingBurstLimit: 5 },
};
