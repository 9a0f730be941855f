import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  paginateDescribeScalingPolicies,
  type ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import type { ScalingFacts, ScalingPolicyFacts } from '../../../core/services/facts.ts';
import { SIDES } from '../../../core/services/pair.ts';
import type { Side } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';

const ECS = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;

/** Each side's limits and policies of autoscaling; a side without is left out. */
export async function readScaling(
  context: Context,
  cluster: string,
  names: Readonly<Record<Side, string>>,
): Promise<Partial<Record<Side, ScalingFacts>>> {
  const idOf = (side: Side) => `service/${cluster}/${names[side]}`;
  const request = new DescribeScalableTargetsCommand({ ...ECS, ResourceIds: SIDES.map(idOf) });
  const { ScalableTargets = [] } = await context.clients(ApplicationAutoScalingClient).send(request);
  const found: Partial<Record<Side, ScalingFacts>> = {};
  for (const side of SIDES) {
    const target = ScalableTargets.find(({ ResourceId }) => ResourceId === idOf(side));
    if (!target) continue;
    const policies = await readPolicies(context, idOf(side));
    found[side] = { min: target.MinCapacity ?? 0, max: target.MaxCapacity ?? 0, policies };
  }
  return found;
}

async function readPolicies(context: Context, ResourceId: string): Promise<ScalingPolicyFacts[]> {
  const client = context.clients(ApplicationAutoScalingClient);
  const policies: ScalingPolicyFacts[] = [];
  for await (const page of paginateDescribeScalingPolicies({ client }, { ...ECS, ResourceId }))
    policies.push(...(page.ScalingPolicies ?? []).map(factsOf));
  return policies;
}

function factsOf(policy: ScalingPolicy): ScalingPolicyFacts {
  const tracking = policy.TargetTrackingScalingPolicyConfiguration;
  return {
    name: policy.PolicyName ?? '',
    type: policy.PolicyType ?? 'unknown',
    ...(tracking && { tracking: { ...tracking } }),
  };
}
