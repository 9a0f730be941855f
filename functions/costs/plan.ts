import { type Meter, metered } from '../../core/costs/meter.ts';
import type { Done } from './account-store.ts';
import { MOST_METRICS } from './waste-metrics.ts';

/** Grounds that read metrics. */
const GROUNDS = 4;
/** What resources may have come since the last analysis. */
const GROWTH = 1.5;

/** What an analysis may cost at most: as the last one did and half as much again, or as its caps allow. */
export function plannedCost(mostRequests: number, last: Done | undefined): Meter {
  const cap = MOST_METRICS * GROUNDS;
  const metrics = last ? Math.min(cap, Math.ceil(last.meter.metrics * GROWTH) + 100) : cap;
  return metered({ requests: mostRequests, metrics });
}
