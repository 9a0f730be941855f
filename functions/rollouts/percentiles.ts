import type { LatencyLimit } from '../../core/rollout/record.ts';
import type { Context } from '../context.ts';
import { type MetricQuery, readMetrics } from './metrics.ts';

const PERCENTILES = [75, 95];
const MINUTES = 15;

/**
 * Limits for slow requests: percentiles of a version's latency over the quarter of an hour before now, as one
 * period; none where it had no traffic.
 * @param millisecondsPerUnit 1000 for a metric in seconds
 */
export async function earlierPercentiles(
  context: Context,
  latency: Pick<MetricQuery, 'namespace' | 'metric' | 'dimensions'>,
  millisecondsPerUnit: number,
): Promise<LatencyLimit[]> {
  const periodSeconds = MINUTES * 60;
  const to = Math.floor(context.clock.now() / 60_000) * 60_000;
  const queries = PERCENTILES.map((percentile) => ({
    ...latency,
    id: `p${percentile}`,
    stat: `p${percentile}`,
  }));
  const series = await readMetrics(context, queries, { from: to - periodSeconds * 1000, to, periodSeconds });
  return queries.flatMap(({ id }) => {
    const value = [...(series.get(id)?.values() ?? [])].at(-1);
    if (value === undefined) return [];
    return [{ name: id, milliseconds: Math.round(value * millisecondsPerUnit * 1000) / 1000 }];
  });
}
