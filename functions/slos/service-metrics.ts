import type { EcsPairTarget, LambdaAliasTarget, ServiceRecord } from '../../core/services/service.ts';
import type { ServiceMetrics } from '../../core/slo/document/metric-source.ts';
import type { MetricTerm, Terms } from '../../core/slo/objective.ts';
import { loadBalancerDimension, targetGroupDimension } from '../rollouts/drivers/ecs-pair/arms.ts';

/**
 * The metrics of a registered service, of both its sides: which of them serves does not matter.
 * @param others all services, since a balancer that several share cannot tell whose its errors are
 */
export function serviceMetrics(service: ServiceRecord, others: readonly ServiceRecord[]): ServiceMetrics {
  const { target } = service;
  if (target.type === 'lambda-alias') return ofFunction(target);
  return ofPair(
    target,
    others.some((other) => other.name !== service.name && sharesWith(target, other)),
  );
}

function sharesWith(target: EcsPairTarget, { target: other }: ServiceRecord): boolean {
  return other.type === 'ecs-pair' && loadBalancerDimension(other) === loadBalancerDimension(target);
}

/** Requests that met no target are the balancer's errors only: they count among both. */
function ofPair(target: EcsPairTarget, isShared: boolean): ServiceMetrics {
  const balancer = { LoadBalancer: loadBalancerDimension(target) };
  const groups = [target.sides.blue, target.sides.green].map(({ targetGroup }) => ({
    TargetGroup: targetGroupDimension(targetGroup),
    ...balancer,
  }));
  const term = (metric: string, stat: string, dimensions: MetricTerm['dimensions']): MetricTerm => ({
    namespace: 'AWS/ApplicationELB',
    metric,
    stat,
    dimensions,
  });
  const each = (metric: string, stat = 'Sum'): Terms => groups.map((group) => term(metric, stat, group));
  const unserved = isShared ? [] : [term('HTTPCode_ELB_5XX_Count', 'Sum', balancer)];
  return {
    requests: [...each('RequestCount'), ...unserved],
    errors: [
      ...each('HTTPCode_Target_5XX_Count'),
      ...(isShared ? each('TargetConnectionErrorCount') : unserved),
    ],
    latency: (seconds) => ({
      within: each('TargetResponseTime', `TC(:${seconds})`),
      all: each('TargetResponseTime', 'SampleCount'),
    }),
  };
}

/** What was throttled was no invocation. */
function ofFunction({ functionName, alias, errorMetric }: LambdaAliasTarget): ServiceMetrics {
  const dimensions = { FunctionName: functionName, Resource: `${functionName}:${alias}` };
  const term = (metric: string, stat = 'Sum'): MetricTerm => ({
    namespace: 'AWS/Lambda',
    metric,
    stat,
    dimensions,
  });
  return {
    requests: [term('Invocations'), term('Throttles')],
    errors:
      errorMetric.type === 'lambda-errors'
        ? [term('Errors'), term('Throttles')]
        : `is counted by version in ${errorMetric.namespace} ${errorMetric.metric}; a sum over all versions has to be named`,
    latency: (seconds) => ({
      within: [term('Duration', `TC(:${seconds * 1000})`)],
      all: [term('Duration', 'SampleCount')],
    }),
  };
}
