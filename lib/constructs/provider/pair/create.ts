import {
  ApplicationAutoScalingClient,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { CreateServiceCommand, ECSClient } from '@aws-sdk/client-ecs';
import {
  CreateRuleCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { SERVICE_TAG, SIDES } from '../../../../core/services/pair.ts';
import { type ProviderRuntime, ResourceRefused } from '../custom-resource.ts';
import { EVENT_MINUTES, settled } from '../event-time.ts';
import { isLeaving, type LivePair, readLive } from './live.ts';
import { ownerOf } from './owner.ts';
import type { Pair } from './properties.ts';
import { conditionsOf, firstAction, OWNER_TAG, scalable, serviceRequest } from './requests.ts';

/**
 * Refuses to make what somebody else has made already, or what is still on its way out; to be called before anything
 * is made.
 */
export async function refuseForeign(runtime: ProviderRuntime, pair: Pair, owner: string): Promise<LivePair> {
  const live = await readLive(runtime, pair);
  for (const side of SIDES) {
    const service = live.services[side];
    if (service && ownerOf(service) !== owner)
      throw new ResourceRefused(
        `There is an ECS service ${service.serviceName} already, which this stack has not made; give the pair another prefix.`,
      );
    if (service && isLeaving(service))
      throw new ResourceRefused(
        `The ECS service ${service.serviceName} is still being deleted; deploy the stack again when it is gone.`,
      );
  }
  return live;
}

/**
 * Makes the services, waits until the first one is healthy and only then leads traffic to it, so that nobody meets an
 * empty side. Answers the ARN of the production rule.
 */
export async function createPair(runtime: ProviderRuntime, pair: Pair, owner: string): Promise<string> {
  const { services, scaling, rule } = await readLive(runtime, pair);
  const ecs = runtime.clients(ECSClient);
  for (const side of SIDES)
    if (!services[side]) await ecs.send(new CreateServiceCommand(serviceRequest(pair, side, owner)));
  const { capacity } = pair;
  if (capacity)
    for (const side of SIDES)
      if (!scaling[side]) {
        const limits = { MinCapacity: side === 'blue' ? capacity.min : 0, MaxCapacity: capacity.max };
        const request = new RegisterScalableTargetCommand({ ...scalable(pair, side), ...limits });
        await runtime.clients(ApplicationAutoScalingClient).send(request);
      }
  if (rule?.RuleArn) return rule.RuleArn;
  await healthy(runtime, pair);
  return createRule(runtime, pair, owner);
}

async function healthy(runtime: ProviderRuntime, { sides, desiredCount }: Pair): Promise<void> {
  const { service, targetGroup } = sides.blue;
  await settled(runtime, async () => {
    const request = new DescribeTargetHealthCommand({ TargetGroupArn: targetGroup });
    const { TargetHealthDescriptions = [] } = await runtime
      .clients(ElasticLoadBalancingV2Client)
      .send(request);
    const count = TargetHealthDescriptions.filter(
      ({ TargetHealth }) => TargetHealth?.State === 'healthy',
    ).length;
    if (count >= desiredCount) return undefined;
    return `${count} of ${desiredCount} tasks of ${service} became healthy within ${EVENT_MINUTES} minutes, so no traffic was led to it.`;
  });
}

async function createRule({ clients }: ProviderRuntime, pair: Pair, owner: string): Promise<string> {
  const { Rules } = await clients(ElasticLoadBalancingV2Client).send(
    new CreateRuleCommand({
      ListenerArn: pair.listener,
      Priority: pair.priority,
      Conditions: conditionsOf(pair),
      Actions: [firstAction(pair)],
      Tags: [
        { Key: SERVICE_TAG, Value: pair.service },
        { Key: OWNER_TAG, Value: owner },
      ],
    }),
  );
  return Rules?.[0]?.RuleArn ?? '';
}
