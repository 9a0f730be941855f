import { ValidationException } from '@aws-sdk/client-application-auto-scaling';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { recordingScope } from '../data-plane/recording-scope.ts';
import { UsersSide } from '../data-plane/users-side.ts';
import { provisionPlainService } from '../samples/plain-service.ts';
import { wantedCapacity } from './target-tracking.ts';

const MINUTE = 60_000;
const TARGET = {
  ServiceNamespace: 'ecs',
  ScalableDimension: 'ecs:service:DesiredCount',
  ResourceId: 'service/shop/shop',
} as const;

async function shop() {
  const clock = new VirtualClock();
  const scope = recordingScope(clock);
  const users = new UsersSide(scope, { plane: 'model' });
  const plain = await provisionPlainService(users, { name: 'shop', desiredCount: 2 });
  const register = users.autoScaling.commands.RegisterScalableTarget.run;
  const desired = () => users.ecs.service('shop', 'shop').desiredCount;
  await clock.advanceBy(MINUTE);
  return { clock, scope, users, plain, register, desired };
}

describe('wantedCapacity', () => {
  const minutes = (count: number, value: number | undefined) => Array.from({ length: count }, () => value);

  it('grows in proportion after three minutes above the target', () => {
    expect(wantedCapacity(2, 50, minutes(2, 90))).toBe(2);
    expect(wantedCapacity(2, 50, minutes(3, 90))).toBe(4);
  });

  it('shrinks after fifteen minutes well below it', () => {
    expect(wantedCapacity(4, 50, minutes(14, 10))).toBe(4);
    expect(wantedCapacity(4, 50, minutes(15, 10))).toBe(1);
    expect(wantedCapacity(4, 50, minutes(15, 46))).toBe(4);
  });

  it('does nothing where a minute is missing', () => {
    expect(wantedCapacity(4, 50, [...minutes(14, 10), undefined])).toBe(4);
    expect(wantedCapacity(4, 50, [undefined, ...minutes(14, 10)])).toBe(4);
  });
});

describe('target tracking', () => {
  it('scales in when the traffic leaves, down to the minimum', async () => {
    const { clock, users, plain, register, desired } = await shop();
    register({ ...TARGET, MinCapacity: 1, MaxCapacity: 4 });
    const traffic = users.call(plain.listenerArn, { requestsPerSecond: 300 });
    await clock.advanceBy(10 * MINUTE);
    expect(desired()).toBeGreaterThanOrEqual(3);
    await traffic.stop();
    await clock.advanceBy(40 * MINUTE);
    expect(desired()).toBe(1);
    await users.close();
  });

  it('leaves a side alone while scaling in is suspended', async () => {
    const { clock, users, register, desired } = await shop();
    register({ ...TARGET, MinCapacity: 1, SuspendedState: { DynamicScalingInSuspended: true } });
    await clock.advanceBy(40 * MINUTE);
    expect(desired()).toBe(2);
    register({ ...TARGET, SuspendedState: { DynamicScalingInSuspended: false } });
    await clock.advanceBy(5 * MINUTE);
    expect(desired()).toBe(1);
    await users.close();
  });

  it('brings a side scaled to 0 back to its minimum, unless scaling out is suspended', async () => {
    const { clock, users, register, desired } = await shop();
    users.ecs.updateService('shop', 'shop', { desiredCount: 0 });
    await clock.advanceBy(2 * MINUTE);
    expect(desired()).toBe(2);
    register({ ...TARGET, SuspendedState: { DynamicScalingOutSuspended: true } });
    users.ecs.updateService('shop', 'shop', { desiredCount: 0 });
    await clock.advanceBy(10 * MINUTE);
    expect(desired()).toBe(0);
    await users.close();
  });

  it('shows up in CloudTrail under AWS’s own role', async () => {
    const { scope, users, register } = await shop();
    register({ ...TARGET, MinCapacity: 3 });
    const event = scope.events.find(({ detailType }) => detailType === 'AWS API Call via CloudTrail');
    expect(event?.detail).toMatchObject({
      eventName: 'UpdateService',
      requestParameters: { cluster: 'shop', service: 'shop', desiredCount: 3 },
      userIdentity: { arn: expect.stringContaining('AWSServiceRoleForApplicationAutoScaling_ECSService') },
    });
    await users.close();
  });
});

describe('RegisterScalableTarget', () => {
  it('keeps what is left out, and shows it', async () => {
    const { users, register } = await shop();
    register({ ...TARGET, MinCapacity: 0 });
    register({ ...TARGET, SuspendedState: { DynamicScalingInSuspended: true } });
    const { ScalableTargets } = users.autoScaling.commands.DescribeScalableTargets.run({
      ServiceNamespace: 'ecs',
      ResourceIds: ['service/shop/shop'],
    });
    expect(ScalableTargets).toMatchObject([
      {
        MinCapacity: 0,
        MaxCapacity: 4,
        SuspendedState: { DynamicScalingInSuspended: true, DynamicScalingOutSuspended: false },
      },
    ]);
    await users.close();
  });

  it('refuses impossible limits and unknown services', async () => {
    const { users, register } = await shop();
    expect(() => register({ ...TARGET, MinCapacity: 9 })).toThrow(ValidationException);
    expect(() => register({ ...TARGET, ResourceId: 'service/shop/nobody' })).toThrow(
      "ECS service doesn't exist",
    );
    await users.close();
  });
});
