import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  RegisterScalableTargetCommand,
  type ScalableDimension,
  type ServiceNamespace,
} from '@aws-sdk/client-application-auto-scaling';
import type { Capacity } from '../../../core/scaling/facts.ts';
import { ownersMinimum, type RaisedMinimum, type Setting } from '../../../core/scaling/setting.ts';
import type { Context } from '../../context.ts';

/** A resource as Application Auto Scaling names it. */
export interface ScalableTargetName {
  readonly ServiceNamespace: ServiceNamespace;
  readonly ResourceId: string;
  readonly ScalableDimension: ScalableDimension;
}

/** The limits of a resource; undefined where Application Auto Scaling does not know it. */
export async function readLimits(
  context: Context,
  name: ScalableTargetName,
  raised: RaisedMinimum | undefined,
): Promise<Capacity['limits']> {
  const scaling = context.clients(ApplicationAutoScalingClient);
  const { ServiceNamespace, ResourceId, ScalableDimension } = name;
  const [{ ScalableTargets = [] }, { ScalingPolicies = [] }] = await Promise.all([
    scaling.send(
      new DescribeScalableTargetsCommand({ ServiceNamespace, ScalableDimension, ResourceIds: [ResourceId] }),
    ),
    scaling.send(new DescribeScalingPoliciesCommand(name)),
  ]);
  const [target] = ScalableTargets;
  if (!target) return undefined;
  const { MinCapacity = 0, MaxCapacity = 0, SuspendedState: suspended = {} } = target;
  const { DynamicScalingOutSuspended = false, DynamicScalingInSuspended = false } = suspended;
  return {
    min: ownersMinimum(MinCapacity, raised),
    max: MaxCapacity,
    floor: MinCapacity,
    owned: ScalingPolicies.length > 0 && !(DynamicScalingOutSuspended && DynamicScalingInSuspended),
    suspended: { out: DynamicScalingOutSuspended, in: DynamicScalingInSuspended },
  };
}

/** Sets minimum and maximum, where a setting names them; policies and what is suspended stay as they are. */
export async function writeLimits(
  context: Context,
  name: ScalableTargetName,
  { floor, max }: Setting,
): Promise<void> {
  if (floor === undefined && max === undefined) return;
  await context.clients(ApplicationAutoScalingClient).send(
    new RegisterScalableTargetCommand({
      ...name,
      ...(floor !== undefined && { MinCapacity: floor }),
      ...(max !== undefined && { MaxCapacity: max }),
    }),
  );
}
