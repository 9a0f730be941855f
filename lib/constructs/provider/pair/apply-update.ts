import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { ECSClient, TagResourceCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import {
  ElasticLoadBalancingV2Client,
  ModifyRuleCommand,
  SetRulePrioritiesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { SIDES } from '../../../../core/services/pair.ts';
import type { ProviderRuntime } from '../custom-resource.ts';
import type { LivePair } from './live.ts';
import type { PairUpdate } from './plan-update.ts';
import type { Pair } from './properties.ts';
import { CAPACITY_TAG, capacityText, conditionsOf, networkOf, scalable } from './requests.ts';

/** Makes the planned changes, and sends nothing beside them: what a request leaves out AWS leaves as it is. */
export async function applyUpdate(
  runtime: ProviderRuntime,
  pair: Pair,
  live: LivePair,
  update: PairUpdate,
): Promise<void> {
  await updateServices(runtime, pair, update);
  await updateRule(runtime, pair, live, update);
  if (update.capacity) await updateCapacity(runtime, pair, live, update.capacity);
}

async function updateServices(
  { clients }: ProviderRuntime,
  pair: Pair,
  { services }: PairUpdate,
): Promise<void> {
  for (const { side, grace, network } of services)
    await clients(ECSClient).send(
      new UpdateServiceCommand({
        cluster: pair.cluster,
        service: pair.sides[side].service,
        ...(grace && { healthCheckGracePeriodSeconds: pair.graceSeconds }),
        ...(network && { networkConfiguration: networkOf(pair) }),
      }),
    );
}

async function updateRule(
  { clients }: ProviderRuntime,
  pair: Pair,
  { rule }: LivePair,
  { conditions, priority }: PairUpdate,
): Promise<void> {
  const elb = clients(ElasticLoadBalancingV2Client);
  const RuleArn = rule?.RuleArn;
  if (conditions) await elb.send(new ModifyRuleCommand({ RuleArn, Conditions: conditionsOf(pair) }));
  if (priority)
    await elb.send(new SetRulePrioritiesCommand({ RulePriorities: [{ RuleArn, Priority: pair.priority }] }));
}

/** The idle side gets its limits from the other one when a deployment begins. */
async function updateCapacity(
  { clients }: ProviderRuntime,
  pair: Pair,
  { scaling, services }: LivePair,
  { side, limits }: NonNullable<PairUpdate['capacity']>,
): Promise<void> {
  const client = clients(ApplicationAutoScalingClient);
  for (const each of SIDES) {
    const target = scalable(pair, each);
    if (limits === 'none') {
      if (scaling[each]) await client.send(new DeregisterScalableTargetCommand(target));
    } else if (each === side || !scaling[each]) {
      const MinCapacity = each === side ? limits.min : 0;
      const MaxCapacity = limits.max;
      await client.send(new RegisterScalableTargetCommand({ ...target, MinCapacity, MaxCapacity }));
    }
  }
  const tags = [{ key: CAPACITY_TAG, value: capacityText(pair.capacity) }];
  const resourceArn = services.blue?.serviceArn;
  await clients(ECSClient).send(new TagResourceCommand({ resourceArn, tags }));
}
