import type { Period } from '../../core/performance/period.ts';
import { SIDES } from '../../core/services/pair.ts';
import type { EcsPairTarget, Side } from '../../core/services/service.ts';
import { loadBalancerDimension, targetGroupDimension } from '../rollouts/drivers/ecs-pair/arms.ts';
import type { MetricQuery } from '../rollouts/metrics.ts';
import { defined } from './defined.ts';
import type { Measuring } from './read-periods.ts';

type Value = (id: string) => number | undefined;

/** What CloudWatch measures of both sides of a pair: which of them serves changes with every deployment. */
export function taskMeasuring(target: EcsPairTarget): Measuring {
  return {
    queries: SIDES.flatMap((side) => queriesOf(target, side)),
    periodOf(at, value) {
      const of =
        (side: Side): Value =>
        (id) =>
          value(`${side}_${id}`);
      const [one, other] = [of('blue'), of('green')];
      // What the side with more requests says is what users met.
      const served = (one('requests') ?? 0) >= (other('requests') ?? 0) ? one : other;
      return { at, ...defined({ ...countsOf(one, other), ...levelsOf(served) }) };
    },
  };
}

function queriesOf(target: EcsPairTarget, side: Side): MetricQuery[] {
  const { service, targetGroup } = target.sides[side];
  const balancer = {
    TargetGroup: targetGroupDimension(targetGroup),
    LoadBalancer: loadBalancerDimension(target),
  };
  const tasks = { ClusterName: target.cluster.split('/').at(-1) ?? target.cluster, ServiceName: service };
  const query = (id: string, metric: string, stat: string): MetricQuery => ({
    id: `${side}_${id}`,
    ...(metric.endsWith('Utilization')
      ? { namespace: 'AWS/ECS', dimensions: tasks }
      : { namespace: 'AWS/ApplicationELB', dimensions: balancer }),
    metric,
    stat,
  });
  return [
    query('requests', 'RequestCount', 'Sum'),
    query('errors', 'HTTPCode_Target_5XX_Count', 'Sum'),
    query('connections', 'TargetConnectionErrorCount', 'Sum'),
    query('mean', 'TargetResponseTime', 'Average'),
    query('p95', 'TargetResponseTime', 'p95'),
    query('longest', 'TargetResponseTime', 'Maximum'),
    query('cpu', 'CPUUtilization', 'Average'),
    query('cpuMost', 'CPUUtilization', 'Maximum'),
    query('memory', 'MemoryUtilization', 'Maximum'),
  ];
}

/** A balancer does not report errors where there are none. */
function countsOf(one: Value, other: Value): Partial<Period> {
  const sum = (id: string) => {
    const values = [one(id), other(id)].filter((value) => value !== undefined);
    return values.length === 0 ? undefined : values.reduce((total, value) => total + value, 0);
  };
  const requests = sum('requests');
  if (requests === undefined) return {};
  return { requests, errors: (sum('errors') ?? 0) + (sum('connections') ?? 0) };
}

function levelsOf(value: Value) {
  const milliseconds = (id: string) => {
    const seconds = value(id);
    return seconds === undefined ? undefined : seconds * 1000;
  };
  return {
    meanMs: milliseconds('mean'),
    p95Ms: milliseconds('p95'),
    maxMs: milliseconds('longest'),
    cpuPercent: value('cpu'),
    cpuMaxPercent: value('cpuMost'),
    memoryMaxPercent: value('memory'),
  };
}
