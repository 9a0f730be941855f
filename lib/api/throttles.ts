import type { Risk } from '../../functions/operation.ts';
import type { FunctionPlan } from '../manifest/manifest.ts';

/** Calls a second, and how many may come at once, before the gateway answers 429 by itself. */
export interface Throttle {
  readonly throttlingRateLimit: number;
  readonly throttlingBurstLimit: number;
}

/** Of a route that everybody reaches: alarms come in storms, and everybody together gets no more than that. */
export const OPEN_THROTTLE: Throttle = { throttlingRateLimit: 50, throttlingBurstLimit: 200 };

/** Of a single route, by what its operation may do: changes are made by people and pipelines, a few at a time. */
export const ROUTE_THROTTLES: Readonly<Record<Risk, Throttle>> = {
  read: { throttlingRateLimit: 50, throttlingBurstLimit: 100 },
  change: { throttlingRateLimit: 10, throttlingBurstLimit: 20 },
  sensitive: { throttlingRateLimit: 2, throttlingBurstLimit: 5 },
};

export function throttleOf({
  risk,
  verifiesCaller,
}: Pick<FunctionPlan, 'risk' | 'verifiesCaller'>): Throttle {
  return verifiesCaller ? OPEN_THROTTLE : ROUTE_THROTTLES[risk];
}
