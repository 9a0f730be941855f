import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { until } from '../clock/until.ts';
import type { UsersSide } from '../data-plane/users-side.ts';
import { provisionStorefront, SIDES, type Side, type Storefront } from '../samples/storefront.ts';
import type { Arm, DemoService } from './demo-service.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';

const START_LIMIT_MS = 20 * 60_000;

/** Makes a pair of ECS services behind a balancer, waits until it serves, and sends traffic from then on. */
export async function openEcsService(stage: Stage, { name, pair = {} }: Scenario): Promise<DemoService> {
  const { users } = stage.account;
  const store = await provisionStorefront(users, { name, ...pair });
  const { desiredCount = 2 } = pair;
  const blue = users.elbv2.group(store.sides.blue.targetGroupArn);
  const serves = () => blue.count('healthy') === desiredCount;
  await until(stage.clock, `${name} serves`, serves, { every: 1_000, within: START_LIMIT_MS });
  const traffic = users.call(store.listenerArn, { requestsPerSecond: stage.requestsPerSecond });
  const production = store.ruleArn ?? store.listenerArn;
  return {
    name,
    production,
    registration: {
      target: { type: 'ecs-pair', cluster: store.cluster, production },
      versionSource: { type: 'ecr', repository: store.repository },
    },
    traffic,
    arms: () => SIDES.map((side) => armOf(users, store, side)),
    close: async () => {
      await traffic.stop();
      for (const side of SIDES) empty(users, store, side);
    },
  };
}

function armOf(users: UsersSide, store: Storefront, side: Side): Arm {
  const { targetGroupArn, serviceName } = store.sides[side];
  const group = users.elbv2.group(targetGroupArn);
  const serving = [...group.targets.values()].filter(({ state }) => state !== 'draining');
  return {
    name: side,
    versions: [...new Set(serving.map(({ task }) => task.version))],
    configured: configuredWeight(productionActions(users, store), targetGroupArn),
    inEffect: weightInEffect(users, store, targetGroupArn),
    healthy: group.count('healthy'),
    desired: users.ecs.service(store.cluster, serviceName).desiredCount,
    requests: group.requests,
  };
}

function productionActions(users: UsersSide, { ruleArn, listenerArn }: Storefront): readonly Action[] {
  const { inventory } = users.elbv2;
  return ruleArn === undefined
    ? inventory.listener(listenerArn).defaultActions
    : inventory.rule(ruleArn).actions;
}

function configuredWeight(actions: readonly Action[], targetGroupArn: string): number {
  const groups = actions.flatMap(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []);
  return groups.find((group) => group.TargetGroupArn === targetGroupArn)?.Weight ?? 0;
}

/** What a user's request would meet now. */
function weightInEffect(users: UsersSide, { listenerArn }: Storefront, targetGroupArn: string): number {
  const request = { path: '/checkout', headers: {} };
  const plan = users.elbv2.front(listenerArn).router.plan(request, users.scope.clock.now());
  if (plan.type !== 'forward') return 0;
  return plan.share.receivers.find(({ group }) => group.arn === targetGroupArn)?.weight ?? 0;
}

function empty(users: UsersSide, { cluster, sides }: Storefront, side: Side): void {
  const { serviceName, resourceId } = sides[side];
  users.autoScaling.register({
    ServiceNamespace: 'ecs',
    ScalableDimension: 'ecs:service:DesiredCount',
    ResourceId: resourceId,
    MinCapacity: 0,
    MaxCapacity: 0,
  });
  users.ecs.updateService(cluster, serviceName, { desiredCount: 0 });
}
