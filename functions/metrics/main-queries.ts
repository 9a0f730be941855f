import { MAIN_METRICS, type MainMetric } from '../../core/anomaly/main-metric.ts';
import type { Point } from '../../core/anomaly/watched-metric.ts';
import type { VitalMinute } from '../../core/diagnosis/vitals.ts';
import type { EcsPairTarget, ServiceRecord, Side } from '../../core/services/service.ts';
import { vitalQueries } from '../diagnosis/vital-queries.ts';
import type { MetricQuery, Series } from '../rollouts/metrics.ts';

/** What is asked of CloudWatch for a service's main metrics, and the points that its answers are. */
export interface MainQueries {
  readonly queries: readonly MetricQuery[];
  pointsOf(series: Series): ReadonlyMap<MainMetric, readonly Point[]>;
}

const SIDES: readonly Side[] = ['blue', 'green'];
const OF_TASKS = { cpu: 'CPUUtilization', memory: 'MemoryUtilization' } as const;

/**
 * Requests and errors in a period, seconds of the 95th percentile; of an ECS pair also percent of CPU and memory of
 * the side that works harder. A function has no CPU of its own in CloudWatch.
 */
export function mainQueries({ target }: Pick<ServiceRecord, 'target'>, sharesBalancer: boolean): MainQueries {
  const vitals = vitalQueries('m', target, sharesBalancer);
  const tasks = target.type === 'ecs-pair' ? taskQueries(target) : [];
  const queries = [...vitals.queries, ...tasks];
  return {
    queries,
    pointsOf: (series) => {
      const times = [...new Set(queries.flatMap(({ id }) => [...(series.get(id)?.keys() ?? [])]))].sort(
        (one, other) => one - other,
      );
      const values = times.map((at) => ({
        at,
        ...mainValues(vitals.minuteOf((id) => series.get(id)?.get(at))),
        ...taskValues((id) => series.get(id)?.get(at)),
      }));
      return new Map(
        MAIN_METRICS.map((metric) => [
          metric,
          values.flatMap(({ at, [metric]: value }) => (value === undefined ? [] : [{ at, value }])),
        ]),
      );
    },
  };
}

type Values = Partial<Record<MainMetric, number>>;

/** A period in which something was asked for has no errors unless some were counted. */
function mainValues({ requests, errors, seconds }: VitalMinute): Values {
  const counted = errors ?? (requests === undefined ? undefined : 0);
  return {
    ...(requests !== undefined && { requests }),
    ...(counted !== undefined && { errors: counted }),
    ...(seconds !== undefined && { latencyP95: seconds }),
  };
}

function taskQueries({ cluster, sides }: EcsPairTarget): MetricQuery[] {
  const ClusterName = cluster.split('/').at(-1) ?? '';
  return SIDES.flatMap((side) =>
    Object.entries(OF_TASKS).map(([name, metric]) => ({
      id: `m_${side}_${name}`,
      namespace: 'AWS/ECS',
      metric,
      dimensions: { ClusterName, ServiceName: sides[side].service },
      stat: 'Average',
    })),
  );
}

function taskValues(value: (id: string) => number | undefined): Values {
  const most = (name: keyof typeof OF_TASKS) => {
    const known = SIDES.flatMap((side) => value(`m_${side}_${name}`) ?? []);
    return known.length === 0 ? undefined : Math.max(...known);
  };
  const [cpu, memory] = [most('cpu'), most('memory')];
  return { ...(cpu !== undefined && { cpu }), ...(memory !== undefined && { memory }) };
}
