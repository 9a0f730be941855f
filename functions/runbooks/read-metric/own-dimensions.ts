import { Refused } from '../../../core/errors.ts';
import type { EcsPairTarget, ServiceRecord } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { loadBalancerDimension, targetGroupDimension } from '../../rollouts/drivers/ecs-pair/arms.ts';
import { servingSide } from '../step/serving-side.ts';

/** Where a metric is looked for when a step does not say it. */
export interface MetricPlace {
  readonly namespace: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Namespaces whose metrics are told apart by cluster and service. */
const BY_SERVICE = ['AWS/ECS', 'ECS/ContainerInsights'];
/** What the balancer answers itself has no target group, and is counted for all that is behind it. */
const OF_BALANCER = 'HTTPCode_ELB_';

/**
 * The dimensions by which AWS publishes a service's own metrics; of a pair those of the side that serves.
 * @throws Refused for a namespace that says nothing of services of this kind
 */
export async function ownPlace(
  context: Context,
  { name, target }: ServiceRecord,
  namespace: string | undefined,
  metric: string,
): Promise<MetricPlace> {
  if (target.type === 'ecs-pair') return placeOfPair(context, target, namespace ?? 'AWS/ECS', metric);
  if (namespace !== undefined && namespace !== 'AWS/Lambda') throw unknownPlace(namespace, name);
  const { functionName, alias } = target;
  const dimensions = { FunctionName: functionName, Resource: `${functionName}:${alias}` };
  return { namespace: 'AWS/Lambda', dimensions };
}

async function placeOfPair(
  context: Context,
  target: EcsPairTarget,
  namespace: string,
  metric: string,
): Promise<MetricPlace> {
  const { service, targetGroup } = target.sides[await servingSide(context, target)];
  if (BY_SERVICE.includes(namespace)) {
    const ClusterName = target.cluster.split('/').at(-1) ?? '';
    return { namespace, dimensions: { ClusterName, ServiceName: service } };
  }
  if (namespace !== 'AWS/ApplicationELB') throw unknownPlace(namespace, service);
  const LoadBalancer = loadBalancerDimension(target);
  if (metric.startsWith(OF_BALANCER)) return { namespace, dimensions: { LoadBalancer } };
  return { namespace, dimensions: { LoadBalancer, TargetGroup: targetGroupDimension(targetGroup) } };
}

function unknownPlace(namespace: string, service: string): Refused {
  return new Refused(`The metrics of ${service} in ${namespace} need dimensions: name them in the step.`);
}
