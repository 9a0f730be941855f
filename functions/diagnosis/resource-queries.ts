import type { EcsPairTarget, Side, Target } from '../../core/services/service.ts';
import type { MetricQuery } from '../rollouts/metrics.ts';

/** What is asked of CloudWatch for what a service is made of, by the name of the resource. */
export interface ResourceQueries {
  readonly name: string;
  readonly queries: readonly MetricQuery[];
}

const SIDES: readonly Side[] = ['blue', 'green'];
const METRICS = { CPU: 'CPUUtilization', memory: 'MemoryUtilization' } as const;

/**
 * CPU and memory of a pair's ECS services. How many calls of a function run at once is not asked: it grows with how
 * long what it calls takes, and would blame who waits.
 * @param id prefix of the queries' ids
 */
export function resourceQueries(id: string, target: Target): readonly ResourceQueries[] {
  return target.type === 'ecs-pair'
    ? Object.entries(METRICS).map(([name, metric]) => ({
        name,
        queries: SIDES.map((side) => ofSide(`${id}_${side}_${name.toLowerCase()}`, target, side, metric)),
      }))
    : [];
}

function ofSide(id: string, { cluster, sides }: EcsPairTarget, side: Side, metric: string): MetricQuery {
  return {
    id,
    namespace: 'AWS/ECS',
    metric,
    dimensions: { ClusterName: cluster, ServiceName: sides[side].service },
    stat: 'Average',
  };
}
