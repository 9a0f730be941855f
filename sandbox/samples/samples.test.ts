import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { recordingScope } from '../data-plane/recording-scope.ts';
import { UsersSide } from '../data-plane/users-side.ts';
import { provisionPlainService } from './plain-service.ts';
import { provisionStorefront } from './storefront.ts';

const MINUTE = 60_000;

async function account() {
  const clock = new VirtualClock();
  const scope = recordingScope(clock);
  return { clock, scope, users: new UsersSide(scope, { plane: 'model' }) };
}

describe('provisionStorefront', () => {
  it('makes pairs side by side, each with a port of its own and everything tagged', async () => {
    const { clock, scope, users } = await account();
    const names = ['shop', 'cart', 'search'];
    const stores = await Promise.all(names.map((name) => provisionStorefront(users, { name })));
    await clock.advanceBy(MINUTE);
    expect(new Set(stores.map(({ port }) => port)).size).toBe(3);
    for (const store of stores) {
      const { blue, green } = store.sides;
      const arns = [
        store.loadBalancerArn,
        store.listenerArn,
        store.testListenerArn,
        store.taskDefinitionArn,
        ...[blue, green].flatMap((side) => [side.serviceArn, side.targetGroupArn]),
        users.ecr.repositoryArn(store.repository),
        users.autoScaling.targetArn(blue.resourceId),
      ];
      for (const arn of arns) expect(scope.tags.get(arn ?? '')).toEqual({ 'operate:service': store.name });
      expect(users.elbv2.group(blue.targetGroupArn).count('healthy')).toBe(2);
      expect(users.elbv2.group(green.targetGroupArn).targets.size).toBe(0);
    }
    await users.close();
  });

  it('has tasks whose own health check says HEALTHY', async () => {
    const { clock, users } = await account();
    const { cluster, sides } = await provisionStorefront(users);
    await clock.advanceBy(MINUTE);
    const tasks = users.ecs.service(cluster, sides.blue.serviceName).tasks;
    expect(tasks.map(({ health }) => health)).toEqual(['HEALTHY', 'HEALTHY']);
    await users.close();
  });
});

describe('provisionPlainService', () => {
  it('makes a service that nothing marks as adopted', async () => {
    const { clock, scope, users } = await account();
    const plain = await provisionPlainService(users, { name: 'legacy' });
    await clock.advanceBy(MINUTE);
    expect(scope.tags.get(plain.serviceArn)).toEqual({});
    const traffic = users.call(plain.listenerArn, { requestsPerSecond: 20 });
    await clock.advanceBy(10_000);
    expect(traffic.log.counts()).toMatchObject({ failed: 0, byVersion: { v1: { total: 200 } } });
    await users.close();
  });
});
