import { MAIN_METRICS } from '../../../core/anomaly/main-metric.ts';
import { PERIOD_MS, WARM_UP_POINTS, watchPoints } from '../../../core/anomaly/watched-metric.ts';
import type { ServiceRecord } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { readMetrics } from '../../rollouts/metrics.ts';
import { mainQueries } from '../main-queries.ts';
import { type MetricWatch, readWatch, saveWatch } from '../watch-store.ts';
import { tellOdd } from './tell-odd.ts';

/** Metrics come up to three minutes late; what comes later is not seen. */
const LATE_MS = 180_000;
/** What there is of a service that was never watched is learnt at once: three days. */
const HISTORY_MS = 1.5 * WARM_UP_POINTS * PERIOD_MS;

/**
 * Shows the points since the last time to a service's detectors, and tells what is odd. Told first: what was told and
 * not kept is told again, and changes nothing then.
 * @returns how many signals were sent
 */
export async function watchService(
  context: Context,
  service: ServiceRecord,
  sharesBalancer: boolean,
): Promise<number> {
  const { environment, name } = service;
  const before = await readWatch(context, environment, name);
  const to = Math.floor((context.clock.now() - LATE_MS) / PERIOD_MS) * PERIOD_MS;
  const from = Math.max(before?.seenUntil ?? 0, to - HISTORY_MS);
  if (from >= to) return 0;
  const { queries, pointsOf } = mainQueries(service, sharesBalancer);
  const points = pointsOf(await readMetrics(context, queries, { from, to, periodSeconds: PERIOD_MS / 1000 }));
  const metrics = MAIN_METRICS.flatMap((metric) => {
    const [known, news = []] = [before?.metrics[metric], points.get(metric)];
    return known === undefined && news.length === 0 ? [] : [[metric, watchPoints(known, news)] as const];
  });
  const told = await tellOdd(context, service, before, new Map(metrics), to);
  const after: MetricWatch = { seenUntil: to, metrics: Object.fromEntries(metrics) };
  await saveWatch(context, [environment, name], before, after);
  return told;
}
