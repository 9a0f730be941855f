import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LivePair } from './live.ts';
import { planUpdate } from './plan-update.ts';
import { type Pair, pairOf } from './properties.ts';
import { conditionsOf, networkOf } from './requests.ts';

const PROPERTIES = {
  Service: 'shop',
  Cluster: 'main',
  BlueService: 'shop-blue',
  BlueTargetGroup: 'blue-group',
  GreenService: 'shop-green',
  GreenTargetGroup: 'green-group',
  TaskDefinition: 'shop:1',
  DesiredCount: '2',
  Container: 'app',
  Port: '8080',
  Subnets: ['b', 'a'],
  SecurityGroups: ['g'],
  AssignPublicIp: 'false',
  GraceSeconds: '30',
  Listener: 'listener',
  Priority: '12',
  Hosts: [],
  Paths: ['/*'],
  MinCapacity: '2',
  MaxCapacity: '6',
};
const pair = pairOf(PROPERTIES);

/** The pair as it is there, with a share of the traffic on green; `held` as a deployment holds its limits. */
function live(green: number, held = false): LivePair {
  const service = (name: string) => ({
    serviceName: name,
    serviceArn: `arn/${name}`,
    healthCheckGracePeriodSeconds: 30,
    networkConfiguration: networkOf(pair),
    tags: [{ key: 'operate:capacity', value: '2-6' }],
  });
  const target = { SuspendedState: { DynamicScalingInSuspended: held } } as LivePair['scaling']['blue'];
  return {
    services: { blue: service('shop-blue'), green: service('shop-green') },
    scaling: { ...(target && { blue: target, green: target }) },
    rule: {
      RuleArn: 'rule',
      Priority: '12',
      Conditions: conditionsOf(pair),
      Actions: [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: 'green-group', Weight: green },
              { TargetGroupArn: 'blue-group', Weight: 100 - green },
            ],
          },
        },
      ],
    },
  };
}

const NOTHING = { type: 'update', update: { services: [], conditions: false, priority: false } };

describe('the plan of an update', () => {
  it('is nothing for another task definition or desired count, whatever the traffic does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100 }),
        fc.boolean(),
        fc.nat(),
        fc.string(),
        (green, held, count, text) => {
          const changed: Pair = { ...pair, desiredCount: count, taskDefinition: text };
          expect(planUpdate(changed, live(green, held))).toEqual(NOTHING);
        },
      ),
    );
  });

  it('takes subnets, hosts and paths in any order for the same', () => {
    const network = { ...pair.network, subnets: ['a', 'b'] };
    expect(planUpdate({ ...pair, network }, live(0))).toEqual(NOTHING);
  });

  it.each([
    ['split', live(40), false],
    ['held on blue', live(0, true), false],
    ['at rest on blue', live(0), 'blue'],
    ['at rest on green', live(100), 'green'],
    ['on no side', { ...live(0), rule: { Priority: '12' } }, false],
  ] as const satisfies readonly (readonly [string, LivePair, 'blue' | 'green' | false])[])(
    'changes limits only at rest, of the side that serves: %s',
    (_name, there, side) => {
      const planned = planUpdate({ ...pair, capacity: { min: 3, max: 6 } }, there);
      if (side === false)
        expect(planned).toMatchObject({ type: 'refused', words: expect.stringContaining('The capacity') });
      else expect(planned).toMatchObject({ update: { capacity: { side, limits: { min: 3, max: 6 } } } });
    },
  );

  it('changes a grace period, conditions and priority at any time', () => {
    const planned = planUpdate({ ...pair, graceSeconds: 60, paths: ['/x'], priority: 30 }, live(40, true));
    expect(planned).toEqual({
      type: 'update',
      update: {
        services: ['blue', 'green'].map((side) => ({ side, grace: true, network: false })),
        conditions: true,
        priority: true,
      },
    });
  });

  it('moves tasks to other subnets at rest only, and says both where both are asked for', () => {
    const network = { ...pair.network, assignPublicIp: true };
    expect(planUpdate({ ...pair, network }, live(0))).toMatchObject({
      update: { services: [{ network: true }, { network: true }] },
    });
    const { capacity: _capacity, ...unscaled } = pair;
    expect(planUpdate({ ...unscaled, network }, live(10))).toMatchObject({
      words: expect.stringMatching(/^The network and the capacity of shop cannot be changed while/),
    });
    expect(planUpdate(unscaled, live(0))).toMatchObject({
      update: { capacity: { side: 'blue', limits: 'none' } },
    });
  });

  it('says what somebody took away', () => {
    const { rule: _rule, ...unruled } = live(0);
    expect(planUpdate(pair, unruled)).toMatchObject({ words: expect.stringMatching(/^The production rule/) });
    const { green: _green, ...services } = live(0).services;
    expect(planUpdate(pair, { ...live(0), services })).toMatchObject({
      words: expect.stringMatching(/^An ECS service/),
    });
  });
});

describe('the properties of a pair', () => {
  it.each([
    ['Service', '', 'Service is missing'],
    ['Port', 'many', 'Port is no count: many'],
    ['Priority', '-1', 'Priority is no count'],
    ['Subnets', 'a', 'Subnets is no list'],
  ])('refuse %s as %j', (name, value, words) => {
    expect(() => pairOf({ ...PROPERTIES, [name]: value })).toThrow(words);
  });
});
