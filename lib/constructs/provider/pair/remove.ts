import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { DeleteServiceCommand, ECSClient } from '@aws-sdk/client-ecs';
import { DeleteRuleCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SIDES } from '../../../../core/services/pair.ts';
import type { ProviderRuntime } from '../custom-resource.ts';
import { type LivePair, readLive } from './live.ts';
import { ownerOf } from './owner.ts';
import type { Pair } from './properties.ts';
import { scalable } from './requests.ts';

const LOOK_MS = 5_000;
const GONE_WITHIN_MS = 12 * 60_000;

/** Takes the pair away, the way to it first; what another stack has made stays. */
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
    const { service } = pair.sides[side];
    await clients(ECSClient).send(new DeleteServiceCommand({ cluster: pair.cluster, service, force: true }));
  }
  await gone(runtime, pair);
}

/** The target groups and the cluster can be deleted once no task is left. */
async function gone(runtime: ProviderRuntime, pair: Pair): Promise<void> {
  const deadline = runtime.clock.now() + GONE_WITHIN_MS;
  const tasks = ({ services }: LivePair) =>
    SIDES.reduce((sum, side) => sum + (services[side]?.runningCount ?? 0), 0);
  while (tasks(await readLive(runtime, pair)) > 0 && runtime.clock.now() < deadline)
    await runtime.clock.sleep(LOOK_MS);
}
