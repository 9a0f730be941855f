import type { Service } from '@aws-sdk/client-ecs';
import { Refused } from '../../../core/errors.ts';
import { SIDES } from '../../../core/services/pair.ts';
import type { EcsPairTarget, ServiceRecord, Side } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { readActions, shareOf } from '../../rollouts/drivers/ecs-pair/production.ts';
import { healthyTargets, primaryOf, readServices } from '../../rollouts/drivers/ecs-pair/tasks.ts';
import type { Seen } from './tool-work.ts';

/** The side of a pair that serves, as AWS describes it now. */
export interface Serving {
  readonly target: EcsPairTarget;
  readonly side: Side;
  readonly ecs: Service;
}

/** @throws Refused when the service is no pair of ECS services */
export function pairOf({ name, target }: ServiceRecord, why: string): EcsPairTarget {
  if (target.type === 'ecs-pair') return target;
  throw new Refused(`${name} is a Lambda function: ${why}`);
}

/**
 * The side with all of the traffic by configuration.
 * @throws Refused when no side has all of it
 */
export async function servingSide(context: Context, target: EcsPairTarget): Promise<Side> {
  const actions = await readActions(context, target);
  const side = SIDES.find((candidate) => shareOf(actions, target, candidate) === 100);
  if (side) return side;
  throw new Refused('The traffic is split between two versions: nobody can tell which of them to act on.');
}

/** @throws Refused when no side has all of the traffic */
export async function readServing(context: Context, target: EcsPairTarget): Promise<Serving> {
  const [side, services] = await Promise.all([servingSide(context, target), readServices(context, target)]);
  return { target, side, ecs: services[side] };
}

/** @throws Refused when tasks of the side are being replaced already */
export function refuseUnsettled({ serviceName = 'The service', deployments = [] }: Service): void {
  if (deployments.length > 1) throw new Refused(`${serviceName} is being deployed by somebody else.`);
}

/** Whether so many tasks of a side run, all of one deployment, and its target group has so many healthy targets. */
export async function settled(
  context: Context,
  target: EcsPairTarget,
  side: Side,
  ecs: Service,
  count: number,
): Promise<Seen> {
  const { runningCount = 0, deployments = [], serviceName } = ecs;
  const healthy = (await healthyTargets(context, target, side)).length;
  const words = `${runningCount} of ${count} tasks of ${serviceName} run, and ${healthy} targets are healthy.`;
  if (primaryOf(ecs)?.rolloutState === 'FAILED')
    return { effect: 'impossible', words: `ECS gave up: its tasks do not stay up. ${words}` };
  const there = runningCount === count && deployments.length === 1 && healthy >= count;
  return { effect: there ? 'there' : 'not-yet', words };
}
