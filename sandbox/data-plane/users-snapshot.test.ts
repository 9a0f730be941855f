import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, expect, it } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { registerVersion } from '../samples/definition.ts';
import { provisionStorefront } from '../samples/storefront.ts';
import { recordingScope } from './recording-scope.ts';
import { UsersSide, type UsersSnapshot } from './users-side.ts';

const open: UsersSide[] = [];
afterEach(async () => {
  for (const users of open.splice(0)) await users.close();
});

function usersSide(clock: VirtualClock, changed?: () => void): UsersSide {
  const users = new UsersSide(recordingScope(clock), { plane: 'model', ...(changed && { changed }) });
  open.push(users);
  return users;
}

const throughJson = (snapshot: UsersSnapshot) => JSON.parse(JSON.stringify(snapshot)) as UsersSnapshot;

/** A storefront with v2 on the green side and a tenth of the traffic. */
async function midway() {
  const clock = new VirtualClock();
  const users = usersSide(clock);
  const storefront = await provisionStorefront(users, { name: 'shop' });
  const { blue, green } = storefront.sides;
  const definition = {
    family: 'shop',
    repository: 'shop',
    version: 'v2',
    tags: {},
    containerHealthCheck: true,
  };
  const taskDefinition = registerVersion(users, definition);
  users.ecs.updateService('shop', green.serviceName, { taskDefinition, desiredCount: 1 });
  users.autoScaling.register({
    ServiceNamespace: 'ecs',
    ScalableDimension: 'ecs:service:DesiredCount',
    ResourceId: green.resourceId,
    MinCapacity: 1,
    SuspendedState: { DynamicScalingInSuspended: true },
  });
  const TargetGroups = [
    { TargetGroupArn: blue.targetGroupArn, Weight: 90 },
    { TargetGroupArn: green.targetGroupArn, Weight: 10 },
  ];
  const weighted: Action = { Type: 'forward', ForwardConfig: { TargetGroups } };
  users.elbv2.modifyListener(storefront.listenerArn, [weighted]);
  await clock.advanceBy(120_000);
  return { clock, users, storefront };
}

it('comes back with the same ARNs, weights, definitions, limits and images, and with tasks that serve', async () => {
  const { clock, users, storefront } = await midway();
  const kept = throughJson(users.snapshot());
  const again = usersSide(clock);
  await again.restore(kept);
  expect(throughJson(again.snapshot())).toEqual({
    ...kept,
    ecs: { ...kept.ecs, services: expect.any(Array) },
  });
  await clock.advanceBy(120_000);
  const traffic = again.call(storefront.listenerArn, { requestsPerSecond: 10 });
  await clock.advanceBy(60_000);
  const { failed, byVersion } = traffic.log.counts();
  expect(failed).toBe(0);
  expect(byVersion).toMatchObject({ v1: { total: 540 }, v2: { total: 60 } });
  const shown = (side: UsersSide) =>
    side.ecs.services().map(({ arn, desiredCount, deployments, tasks }) => ({
      arn,
      desiredCount,
      deployments: deployments.map(({ id, status, rolloutState, taskDefinitionArn }) => ({
        id,
        status,
        rolloutState,
        taskDefinitionArn,
      })),
      running: tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').length,
    }));
  expect(shown(again)).toEqual(shown(users));
});

it('starts the tasks of a deployment that the circuit breaker gave up beside those that it left in place', async () => {
  const clock = new VirtualClock();
  const users = usersSide(clock);
  const { sides } = await provisionStorefront(users, { name: 'shop' });
  await clock.advanceBy(120_000);
  const definition = { family: 'shop', repository: 'shop', tags: {}, containerHealthCheck: true };
  const taskDefinition = registerVersion(users, { ...definition, version: 'crash-looping' });
  users.ecs.updateService('shop', sides.blue.serviceName, { taskDefinition });
  await clock.advanceBy(600_000);
  const before = users.ecs.service('shop', sides.blue.serviceName);
  expect(before.deployments.map(({ rolloutState }) => rolloutState)).toEqual(['FAILED', 'COMPLETED']);
  const again = usersSide(clock);
  await again.restore(throughJson(users.snapshot()));
  await clock.advanceBy(120_000);
  const after = again.ecs.service('shop', sides.blue.serviceName);
  const running = after.tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING');
  expect(running.map(({ image }) => image?.version)).toEqual(['v1', 'v1']);
});

it('says when somebody changed something', async () => {
  let changes = 0;
  const clock = new VirtualClock();
  const users = usersSide(clock, () => {
    changes += 1;
  });
  const { listenerArn, sides } = await provisionStorefront(users, { name: 'shop' });
  const { defaultActions } = users.elbv2.inventory.listener(listenerArn);
  const [rule] = [...users.elbv2.inventory.rules.keys()];
  const made = [
    () => users.elbv2.modifyListener(listenerArn, defaultActions),
    () => users.elbv2.modifyRule(rule, undefined, [{ Field: 'path-pattern', Values: ['/x'] }]),
    () => users.ecs.updateService('shop', sides.green.serviceName, { desiredCount: 1 }),
    () =>
      users.autoScaling.register({
        ServiceNamespace: 'ecs',
        ScalableDimension: 'ecs:service:DesiredCount',
        ResourceId: sides.green.resourceId,
        MinCapacity: 1,
      }),
  ].map((change) => {
    const before = changes;
    change();
    return changes - before;
  });
  expect(made).toEqual([1, 1, 1, 1]);
});
