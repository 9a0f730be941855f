import { ECSClient, type Service, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { Refused } from '../../../core/errors.ts';
import type { Capacity, Obstacle } from '../../../core/scaling/facts.ts';
import type { ScalingPolicy } from '../../../core/scaling/policy.ts';
import type { RaisedMinimum, Setting } from '../../../core/scaling/setting.ts';
import type { EcsPairTarget, Side } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { loadBalancerDimension, targetGroupDimension } from '../../rollouts/drivers/ecs-pair/arms.ts';
import { readServices } from '../../rollouts/drivers/ecs-pair/tasks.ts';
import { servingSide } from '../../runbooks/step/serving-side.ts';
import type { Measured, ScalingDriver } from './driver.ts';
import { readLimits, type ScalableTargetName, writeLimits } from './scalable-target.ts';

/** A task on Fargate starts in about a minute and a half, and has to become healthy. */
const LEAD_MS = 180_000;

/** The side of a pair that serves. */
export function ecsService(
  context: Context,
  target: EcsPairTarget,
  metric: ScalingPolicy['metric'],
  raised: RaisedMinimum | undefined,
): ScalingDriver {
  // What was read first is what is set: a side that serves no longer is not touched.
  let side: Side | undefined;
  const nameOf = (of: Side): ScalableTargetName => ({
    ServiceNamespace: 'ecs',
    ResourceId: `service/${clusterName(target)}/${target.sides[of].service}`,
    ScalableDimension: 'ecs:service:DesiredCount',
  });
  return {
    leadMs: LEAD_MS,
    async read() {
      const serving = await servingOrObstacle(context, target);
      if (typeof serving !== 'string')
        return { name: target.sides.blue.service, units: 0, ready: 0, least: 1, obstacle: serving };
      side = serving;
      const [services, limits] = await Promise.all([
        readServices(context, target),
        readLimits(context, nameOf(serving), raised),
      ]);
      return capacityOf(services[serving], limits);
    },
    async write(setting: Setting) {
      const serving = side ?? (await servingSide(context, target));
      await writeLimits(context, nameOf(serving), setting);
      if (setting.units === undefined) return;
      const { cluster, sides } = target;
      const desired = { cluster, service: sides[serving].service, desiredCount: setting.units };
      await context.clients(ECSClient).send(new UpdateServiceCommand(desired));
    },
    measured: () => (side === undefined ? undefined : measured(target, side, metric)),
  };
}

function capacityOf(service: Service, limits: Capacity['limits']): Capacity {
  const { serviceName = '', desiredCount = 0, runningCount = 0, deployments = [] } = service;
  const words = `${serviceName} is being deployed by somebody else: its tasks are replaced right now.`;
  return {
    name: serviceName,
    units: desiredCount,
    ready: runningCount,
    least: 1,
    ...(limits && { limits }),
    ...(deployments.length > 1 && { obstacle: { code: 'UNSETTLED', words } as const }),
  };
}

async function servingOrObstacle(context: Context, target: EcsPairTarget): Promise<Side | Obstacle> {
  try {
    return await servingSide(context, target);
  } catch (error) {
    if (error instanceof Refused) return { code: 'SPLIT', words: error.message };
    throw error;
  }
}

function clusterName({ cluster }: EcsPairTarget): string {
  return cluster.split('/').at(-1) ?? cluster;
}

function measured(target: EcsPairTarget, side: Side, metric: ScalingPolicy['metric']): Measured | undefined {
  const { service, targetGroup } = target.sides[side];
  if (metric === 'requests') {
    const dimensions = {
      TargetGroup: targetGroupDimension(targetGroup),
      LoadBalancer: loadBalancerDimension(target),
    };
    const query = { namespace: 'AWS/ApplicationELB', metric: 'RequestCount', dimensions, stat: 'Sum' };
    return {
      queries: [{ id: 'scaled', ...query }],
      readingOf: (value, units) => perUnit(value('scaled'), units),
    };
  }
  if (metric === 'concurrency') return undefined;
  const dimensions = { ClusterName: clusterName(target), ServiceName: service };
  const name = metric === 'cpu' ? 'CPUUtilization' : 'MemoryUtilization';
  return {
    queries: [{ id: 'scaled', namespace: 'AWS/ECS', metric: name, dimensions, stat: 'Average' }],
    readingOf: (value) => value('scaled'),
  };
}

function perUnit(total: number | undefined, units: number): number | undefined {
  return total === undefined ? undefined : total / Math.max(1, units);
}
