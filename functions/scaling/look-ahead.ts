import { forecastOf } from '../../core/forecast/forecast.ts';
import { MOST_POINTS, seriesOf } from '../../core/forecast/series.ts';
import type { Change } from '../../core/scaling/change.ts';
import type { Capacity, Facts } from '../../core/scaling/facts.ts';
import type { ScalingPolicy } from '../../core/scaling/policy.ts';
import { LEVEL } from '../../core/scaling/predictive.ts';
import { unitsAt } from '../../core/scaling/units-at.ts';
import { unitsPerLoad } from '../../core/scaling/units-per-load.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { metricOfService } from '../metrics/forecast-metric/metric-of-service.ts';
import { readMetrics } from '../rollouts/metrics.ts';
import type { Measured } from './drivers/driver.ts';
import { readPeriods } from './measure.ts';

const PERIOD_SECONDS = 300;
const PERIOD_MS = PERIOD_SECONDS * 1000;
const LATE_MS = 180_000;
const HOUR_MS = 3_600_000;
const HORIZON = 12;
/** Somebody looks again after so long; what is needed by then has to be begun now. */
const LOOK_EVERY_MS = 300_000;

export interface Watched {
  readonly policy: ScalingPolicy;
  readonly service: Pick<ServiceRecord, 'target'> | undefined;
  readonly measured: Measured;
  readonly capacity: Capacity;
  readonly changes: readonly Change[];
  readonly leadMs: number;
}

/** The forecast of the requests of a service, and what a unit carries of them; undefined where there is no such load. */
export async function lookAhead(context: Context, watched: Watched): Promise<Facts['ahead']> {
  const { policy, service, measured, capacity, changes, leadMs } = watched;
  if (policy.predictive === 'off' || !service) return undefined;
  const to = Math.floor((context.clock.now() - LATE_MS) / PERIOD_MS) * PERIOD_MS;
  const requests = metricOfService(service, 'requests');
  const range = { from: to - MOST_POINTS * PERIOD_MS, to, periodSeconds: PERIOD_SECONDS };
  const lately = { ...range, from: to - HOUR_MS };
  const [series, used] = await Promise.all([
    readMetrics(context, requests.queries, range),
    readPeriods(context, measured, (at) => unitsAt(at, capacity, changes, leadMs), lately),
  ]);
  const points = requests.pointsOf(series);
  const forecast = forecastOf(seriesOf(points, PERIOD_SECONDS, to), { horizon: HORIZON, quantiles: [LEVEL] });
  const perMinutes = policy.metric === 'requests' ? PERIOD_SECONDS / 60 : 1;
  return {
    forecast,
    unitsPerLoad: unitsPerLoad(
      points,
      used.map((one) => ({ ...one, value: one.value / perMinutes })),
      policy.target,
    ),
    leadMs: leadMs + LOOK_EVERY_MS,
  };
}
