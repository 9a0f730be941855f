import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { DeleteServiceCommand, ECSClient } from '@aws-sdk/client-ecs';
import { DeleteRuleCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SIDES } from '../../../../core/services/pair.ts';
import type { ProviderRuntime } from '../custom-resource.ts';
import { EVENT_MINUTES, settled } from '../event-time.ts';
import { isLeaving, readLive } from './live.ts';
import { ownerOf } from './owner.ts';
import type { Pair } from './properties.ts';
import { scalable } from './requests.ts';

/** Takes the pair away, the way to it first, or goes on with that; what another stack has made stays. */
export async function removePair(runtime: ProviderRuntime, pair: Pair, owner: string): Promise<void> {
  const live = await readLive(runtime, pair);
  const own = SIDES.filter((side) => {
    const service = live.services[side];
    return service && ownerOf(service) === owner;
  });
  if (own.length === 0) return;
  const { clients } = runtime;
  if (live.rule)
    await clients(ElasticLoadBalancingV2Client).send(new DeleteRuleCommand({ RuleArn: live.rule.RuleArn }));
  for (const side of own) {
    if (live.scaling[side])
      await clients(ApplicationAutoScalingClient).send(
        new DeregisterScalableTargetCommand(scalable(pair, side)),
      );
    const service = live.services[side];
    if (!service || isLeaving(service)) continue;
    const request = { cluster: pair.cluster, service: pair.sides[side].service, force: true };
    await clients(ECSClient).send(new DeleteServiceCommand(request));
  }
  await gone(runtime, pair);
}

/** The target groups and the cluster can be deleted once no task is left. */
async function gone(runtime: ProviderRuntime, pair: Pair): Promise<void> {
  await settled(runtime, async () => {
    const { services } = await readLive(runtime, pair);
    const tasks = SIDES.reduce((sum, side) => sum + (services[side]?.runningCount ?? 0), 0);
    if (tasks === 0) return undefined;
    return `${tasks} tasks of ${pair.service} still run ${EVENT_MINUTES} minutes after their services were deleted; delete the stack again to go on.`;
  });
}
