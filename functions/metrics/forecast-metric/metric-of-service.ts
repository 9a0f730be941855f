import type { Point } from '../../../core/forecast/series.ts';
import type { ServiceRecord } from '../../../core/services/service.ts';
import { vitalQueries } from '../../diagnosis/vital-queries.ts';
import type { MetricQuery, Series } from '../../rollouts/metrics.ts';

/** What is to be read of CloudWatch, and what the answers say. */
export interface Wanted {
  /** In words. */
  readonly name: string;
  readonly queries: readonly MetricQuery[];
  pointsOf(series: Series): Point[];
  readonly notSeen: readonly string[];
}

export type ServiceMetric = 'requests' | 'errors' | 'latency';

const ID = 'metric';

/** A metric of a service, of both sides of a pair together. */
export function metricOfService({ target }: Pick<ServiceRecord, 'target'>, metric: ServiceMetric): Wanted {
  // As if others were behind its balancer, too: whose the requests were that reached no target is not known.
  const { queries, minuteOf } = vitalQueries(ID, target, true);
  return {
    name: metric,
    queries,
    pointsOf(series) {
      const times = new Set([...series.values()].flatMap((values) => [...values.keys()]));
      return [...times].flatMap((at) => {
        const { requests, errors, seconds } = minuteOf((id) => series.get(id)?.get(at));
        // AWS publishes no errors where there are none.
        const failed = requests === undefined ? undefined : (errors ?? 0);
        const value = { requests, errors: failed, latency: seconds }[metric];
        return value === undefined ? [] : [{ at, value }];
      });
    },
    notSeen:
      target.type === 'ecs-pair' ? ['Requests that the balancer answered itself, without a target.'] : [],
  };
}

/** A metric of CloudWatch by its name. */
export function metricByName(
  asked: Omit<MetricQuery, 'id' | 'metric' | 'stat'> & { name: string; statistic: string },
): Wanted {
  const { namespace, name, dimensions, statistic } = asked;
  return {
    name: `${statistic} of ${name} in ${namespace}`,
    queries: [{ id: ID, namespace, metric: name, dimensions, stat: statistic }],
    pointsOf: (series) => [...(series.get(ID) ?? [])].map(([at, value]) => ({ at, value })),
    notSeen: [],
  };
}
