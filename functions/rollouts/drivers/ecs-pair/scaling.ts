import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import type { Scaling } from '../../../../core/rollout/record.ts';
import type { EcsPairTarget, Side } from '../../../../core/services/service.ts';
import type { Context } from '../../../context.ts';

const DIMENSION = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;

/** `service/<cluster name>/<service name>`, as Application Auto Scaling names an ECS service. */
function resourceId({ cluster, sides }: EcsPairTarget, side: Side): string {
  return `service/${cluster.split('/').at(-1)}/${sides[side].service}`;
}

/** Each side's autoscaling; null where a side has none. */
export async function readScaling(
  context: Context,
  target: EcsPairTarget,
): Promise<Record<Side, Scaling | null>> {
  const ids = { blue: resourceId(target, 'blue'), green: resourceId(target, 'green') };
  const { ScalableTargets = [] } = await context
    .clients(ApplicationAutoScalingClient)
    .send(new DescribeScalableTargetsCommand({ ...DIMENSION, ResourceIds: Object.values(ids) }));
  const of = (side: Side): Scaling | null => {
    const found = ScalableTargets.find(({ ResourceId }) => ResourceId === ids[side]);
    if (!found) return null;
    const { DynamicScalingInSuspended, DynamicScalingOutSuspended, ScheduledScalingSuspended } =
      found.SuspendedState ?? {};
    return {
      min: found.MinCapacity ?? 0,
      max: found.MaxCapacity ?? 0,
      suspended: {
        in: DynamicScalingInSuspended ?? false,
        out: DynamicScalingOutSuspended ?? false,
        scheduled: ScheduledScalingSuspended ?? false,
      },
    };
  };
  return { blue: of('blue'), green: of('green') };
}

/** Sets a side's autoscaling; nothing to do for a side that has none. */
export async function writeScaling(
  context: Context,
  target: EcsPairTarget,
  side: Side,
  scaling: Scaling | null,
): Promise<void> {
  if (!scaling) return;
  await context.clients(ApplicationAutoScalingClient).send(
    new RegisterScalableTargetCommand({
      ...DIMENSION,
      ResourceId: resourceId(target, side),
      MinCapacity: scaling.min,
      MaxCapacity: scaling.max,
      SuspendedState: {
        DynamicScalingInSuspended: scaling.suspended.in,
        DynamicScalingOutSuspended: scaling.suspended.out,
        ScheduledScalingSuspended: scaling.suspended.scheduled,
      },
    }),
  );
}

/** A side that must keep `count` tasks whatever its traffic does; it may still scale out. */
export function heldAt(scaling: Scaling | null, count: number): Scaling | null {
  if (!scaling) return null;
  return {
    min: count,
    max: Math.max(scaling.max, count),
    suspended: { ...scaling.suspended, in: true },
  };
}

/** A side that is out of use: no minimum that would revive it, no policy that would act on it. */
export function parked(scaling: Scaling | null): Scaling | null {
  return scaling && { min: 0, max: scaling.max, suspended: { in: true, out: true, scheduled: true } };
}
