import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploy } from '../../../test/flows/deployment.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { readLease, takeLease } from '../../runs/lease.ts';
import { documentClient } from '../../table.ts';
import { MINUTE_MS, POLICY, type ScaledShop, scaledShop } from '../scaling.fixture.ts';

let shop: ScaledShop;
beforeAll(async () => {
  shop = await scaledShop();
}, 60_000);
afterAll(() => shop.close());

const decisions = async () =>
  (await shop.evaluate())['decisions'] as { service: string; verdict: string; code: string; words: string }[];
const ofService = async (name: string) => (await decisions()).find(({ service }) => service === name);
const set = (service: string, policy: object) =>
  shop.installation.developer.set_scaling({ environment: 'production', service, policy } as never);

describe('evaluate_scaling', () => {
  it('raises the minimum under policies of AWS, and lets it down to what its owner had set', async () => {
    shop.used(80);
    expect(await shop.evaluate()).toMatchObject({ looked: 1, changed: 1, notSeen: [] });
    expect([shop.desired(), shop.target()?.minCapacity]).toEqual([5, 5]);
    expect(await shop.evaluate()).toMatchObject({ looked: 1, changed: 0 });
    await shop.minutes(24);
    shop.used(5);
    expect(await ofService('shop')).toMatchObject({
      verdict: 'SCALE_IN',
      words: expect.stringContaining('minimum under the policies of AWS goes to 3'),
    });
    expect(shop.target()?.minCapacity).toBe(3);
    await shop.minutes(24);
    shop.used(5);
    expect((await ofService('shop'))?.code).toMatch(/LEFT_TO_AWS|AT_MINIMUM/);
    shop.withoutAws();
  });

  it.each([
    ['after AWS had it', 2, 'error-before', 'DONE', 1],
    ['before AWS had it', 1, 'error-after', 'FAILED', 0],
  ] as const)(
    'ends what somebody began and did not end, %s',
    async (_when, nth, effect, state, difference) => {
      await shop.minutes(10);
      const before = shop.desired();
      const { account, context } = shop.installation;
      const healed = account.faults.add({
        match: {
          client: 'DynamoDBClient',
          command: 'TransactWriteItems',
          principal: '*scale-resources',
          nth,
        },
        effect,
        error: { name: 'AccessDeniedException', statusCode: 400 },
      });
      await expect(shop.scale({ targetInstances: before + 1 })).rejects.toMatchObject({
        name: 'DependencyFailed',
      });
      healed();
      expect(shop.desired()).toBe(before + difference);
      const [begun] = (await shop.kept()).changes;
      expect(begun?.state.name).toBe('BEGUN');
      expect((await readLease(context, 'production', 'shop'))?.deploymentId).toBe(begun?.id);
      expect(await shop.scale({ targetInstances: before + 2 })).toMatchObject({
        verdict: 'NOTHING',
        code: 'CHANGE_UNDER_WAY',
      });
      await expect(deploy(shop.shop, 'v2', {})).rejects.toMatchObject({
        name: 'Conflict',
        message: expect.stringContaining('capacity'),
      });
      await shop.minutes(1);
      await shop.evaluate();
      const ended = (await shop.kept()).changes.find(({ id }) => id === begun?.id);
      expect(ended?.state.name).toBe(state);
      expect(await readLease(context, 'production', 'shop')).toBeUndefined();
    },
  );

  it.each([
    { who: 'another-call', go: () => shop.evaluate() },
    { who: 'the-same-call', go: (key: string, to: number) => shop.scale({ targetInstances: to }, key) },
  ])('leaves alone what a deployment has taken over since, when $who goes on', async ({ who, go }) => {
    await shop.minutes(10);
    const { account, context } = shop.installation;
    const before = shop.desired() ?? 0;
    const healed = account.faults.add({
      match: {
        client: 'DynamoDBClient',
        command: 'TransactWriteItems',
        principal: '*scale-resources',
        nth: 1,
      },
      effect: 'error-after',
      error: { name: 'AccessDeniedException', statusCode: 400 },
    });
    await expect(shop.scale({ targetInstances: before + 1 }, who)).rejects.toThrow();
    healed();
    await shop.minutes(3);
    const { environment, service } = shop.service;
    const lease = takeLease(context, {
      environment,
      service,
      deploymentId: 'dep-1',
      expiresAt: context.clock.now() + 60_000,
    });
    await documentClient(context).send(new TransactWriteCommand({ TransactItems: [lease] }));
    await go(who, before + 1);
    expect((await shop.kept()).changes[0]?.state).toMatchObject({
      name: 'FAILED',
      why: expect.stringContaining('dep-1 has the service now'),
    });
    expect(shop.desired()).toBe(before);
    await shop.minutes(2);
  });

  it('keeps environments of a function ready by what runs at once, within a minimum by the calendar', async () => {
    await pricing(shop.installation, { name: 'prices', requestsPerSecond: 0.01 });
    const { account, clock } = shop.installation;
    await set('prices', { metric: 'concurrency', target: 70, min: 0, max: 50, predictive: 'show' });
    const now = Math.floor(clock.now() / MINUTE_MS) * MINUTE_MS;
    for (let ago = 20; ago >= 1; ago--)
      account.scope.record({
        namespace: 'AWS/Lambda',
        metric: 'ConcurrentExecutions',
        dimensions: { FunctionName: 'prices', Resource: 'prices:live' },
        at: now - ago * MINUTE_MS,
        value: 14,
        unit: 'Count',
      });
    await shop.minutes(1);
    expect(await ofService('prices')).toMatchObject({
      verdict: 'SCALE_OUT',
      words: expect.stringContaining('prices:live: 0 to 20'),
    });
    expect((await ofService('prices'))?.code).toBe('UNSETTLED');
    await shop.minutes(8);
    const undo = (await shop.installation.developer.scale_resources({
      environment: 'production',
      service: 'prices',
      targetInstances: 0,
    })) as { verdict: string };
    expect(undo.verdict).toBe('SCALE_IN');
    await set('prices', {
      resource: { type: 'reserved-concurrency' },
      metric: 'concurrency',
      target: 70,
      min: 1,
      max: 50,
    });
    expect((await ofService('prices'))?.code).toBe('NOT_SET');
    const reserved = await shop.installation.developer.scale_resources({
      environment: 'production',
      service: 'prices',
      targetInstances: 10,
    });
    expect(reserved).toMatchObject({ code: expect.stringMatching(/OUT|COOLDOWN/) });
  });

  it('scales a group of instances that belongs to no registered service', async () => {
    const { account, clock } = shop.installation;
    const group = account.users.autoScalingGroups.createGroup({
      name: 'workers',
      min: 1,
      max: 6,
      desired: 2,
      tags: { 'operate:service': 'workers' },
    });
    await set('workers', {
      resource: { type: 'auto-scaling-group', group: 'workers' },
      metric: 'cpu',
      target: 50,
      min: 1,
      max: 10,
    });
    const now = Math.floor(clock.now() / MINUTE_MS) * MINUTE_MS;
    for (let ago = 20; ago >= 1; ago--)
      account.scope.record({
        namespace: 'AWS/EC2',
        metric: 'CPUUtilization',
        dimensions: { AutoScalingGroupName: 'workers' },
        at: now - ago * MINUTE_MS,
        value: 90,
        unit: 'Percent',
      });
    await shop.minutes(2);
    expect(await ofService('workers')).toMatchObject({
      verdict: 'SCALE_OUT',
      words: expect.stringContaining('workers: 2 to 4'),
    });
    expect(group.desired).toBe(4);
    group.policies = ['cpu'];
    await shop.minutes(3);
    expect((await ofService('workers'))?.code).toMatch(/NO_DATA|COOLDOWN|WITHIN_TOLERANCE/);
  });

  it('goes on with the others where one cannot be decided about', async () => {
    shop.installation.account.users.autoScalingGroups.groups.delete('workers');
    const answer = await shop.evaluate();
    expect(answer).toMatchObject({
      looked: 2,
      notSeen: [expect.stringContaining('production/workers: There is no Auto Scaling group')],
    });
    expect(await shop.evaluate({ environment: 'staging' })).toMatchObject({ looked: 0 });
    await shop.installation.developer.set_scaling({
      ...shop.service,
      policy: { ...POLICY, automatic: false },
    });
    expect(await shop.evaluate({ environment: 'production' })).toMatchObject({ looked: 1 });
    expect(await shop.evaluate({ environment: 'production', service: 'shop' })).toMatchObject({ looked: 1 });
  });
});
