import { describe, expect, it } from 'vitest';
import { groupArn, PAIR, route, testArn, testRoute } from './facts.fixture.ts';
import type { EcsPairFacts, RouteFacts } from './facts.ts';
import {
  containerOf,
  leadsOnlyTo,
  liveSide,
  presentSide,
  production,
  shareOf,
  testRule,
  testRules,
} from './pair.ts';
import { withEcs, withoutBalancer, withoutMember, withRoutes } from './pair-facts.fixture.ts';

const weights = (blue: number, green: number) =>
  route({
    groups: [
      { targetGroup: groupArn('blue'), weight: blue },
      { targetGroup: groupArn('green'), weight: green },
    ],
  });
const shares = (facts: EcsPairFacts) => [shareOf(facts, 'blue'), shareOf(facts, 'green')];

describe("a side's share of production traffic", () => {
  it.each([
    ['real weights', withRoutes(weights(30, 10)), [0.75, 0.25], undefined],
    ['all on blue', withRoutes(weights(1, 0)), [1, 0], 'blue'],
    ['all on green', withRoutes(weights(0, 999)), [0, 1], 'green'],
    ['no weight at all', withRoutes(weights(0, 0)), [0, 0], undefined],
    ['nothing forwarded', withRoutes(route({ groups: [] })), [0, 0], undefined],
    ['no balancer', withoutBalancer(), [0, 0], undefined],
    ['no group of blue', withoutMember('blue', 'targetGroup'), [0, 0], undefined],
    [
      'a third group',
      withRoutes(route({ groups: [...weights(1, 1).groups, { targetGroup: 'other', weight: 2 }] })),
      [0.25, 0.25],
      undefined,
    ],
  ])('with %s', (_name, facts, expected, live) => {
    expect(shares(facts)).toEqual(expected);
    expect(liveSide(facts)).toBe(live);
  });
});

describe('the side that is there', () => {
  const unclear = withRoutes(weights(1, 1));
  it.each([
    ['the live one', withRoutes(weights(0, 1)), 'shop-green'],
    ['the one with a service, where none is live', withoutMember('blue', 'ecs', unclear), 'shop-green'],
    [
      'the one with a service, though the other is live',
      withoutMember('blue', 'ecs', withRoutes(weights(1, 0))),
      'shop-green',
    ],
    ['blue, where both have one', unclear, 'shop-blue'],
    [
      'blue, where neither has',
      withoutMember('green', 'ecs', withoutMember('blue', 'ecs', unclear)),
      'shop-blue',
    ],
  ])('is %s', (_name, facts, service) => {
    expect(presentSide(facts).service).toBe(service);
  });
});

describe('the container that takes the traffic', () => {
  it('is the one that was named, else the one behind the target group', () => {
    expect(containerOf({ ...PAIR, container: 'proxy' })).toBe('proxy');
    expect(containerOf(PAIR)).toBe('app');
  });

  it('is unknown without a service or its target group', () => {
    expect(containerOf(withEcs('blue', { attachments: [] }))).toBeUndefined();
    expect(containerOf(withoutMember('green', 'ecs', withoutMember('blue', 'ecs')))).toBeUndefined();
  });
});

describe('test rules', () => {
  const found = (facts: EcsPairFacts) => testRules(facts).map(({ arn }) => arn);
  const both = [testRoute('blue'), testRoute('green')];
  const toBlue = { groups: [{ targetGroup: groupArn('blue'), weight: 1 }] };

  it.each<[string, RouteFacts[], string[]]>([
    ['each that leads to one side', [route(), ...both], [testArn('blue'), testArn('green')]],
    ['none where there is none', [route()], []],
    ['none that asks for no header', [route(), testRoute('blue', { headers: {} })], []],
    ['none that leads nowhere', [route(), testRoute('blue', { groups: [] })], []],
    ['none that leads to both sides', [route(), testRoute('blue', { groups: weights(1, 1).groups })], []],
    ['no default action', [route(), testRoute('blue', { kind: 'listener' })], []],
    [
      'the first of several',
      [route(), testRoute('blue', { arn: 'first' }), testRoute('blue'), testRoute('green')],
      ['first', testArn('green')],
    ],
  ])('are %s', (_name, routes, expected) => {
    expect(found(withRoutes(...routes))).toEqual(expected);
  });

  it('are never the rule of production', () => {
    const rule = testRoute('blue', { arn: 'production', ...toBlue });
    const facts = { ...withRoutes(rule, ...both), production: 'production' };
    expect(production(facts)).toBe(rule);
    expect(found(facts)).toEqual([testArn('blue'), testArn('green')]);
    expect(testRule({ ...facts, testRules: { blue: 'production' } }, 'blue')).toBeUndefined();
  });

  it('are the named ones, whatever they are, and no others', () => {
    const plain = testRoute('blue', { arn: 'named', headers: {} });
    const facts = withRoutes(route(), ...both, plain);
    expect(testRule({ ...facts, testRules: { blue: 'named' } }, 'blue')).toBe(plain);
    expect(testRule({ ...facts, testRules: { blue: 'absent' } }, 'blue')).toBeUndefined();
    expect(testRule({ ...facts, testRules: { blue: 'named' } }, 'green')?.arn).toBe(testArn('green'));
  });

  it('are not there without a balancer', () => {
    expect(found(withoutBalancer())).toEqual([]);
    expect(production(withoutBalancer())).toBeUndefined();
  });
});

describe('leadsOnlyTo', () => {
  it.each<[string, string[], boolean]>([
    ['its own group', [groupArn('blue')], true],
    ['its own group twice', [groupArn('blue'), groupArn('blue')], true],
    ['both groups', [groupArn('blue'), groupArn('green')], false],
    ['the other group', [groupArn('green')], false],
    ['no group', [], false],
  ])('with %s: %s', (_name, arns, expected) => {
    const groups = arns.map((targetGroup) => ({ targetGroup, weight: 1 }));
    expect(leadsOnlyTo(PAIR, route({ groups }), 'blue')).toBe(expected);
  });

  it('is false of a side without a group', () => {
    expect(leadsOnlyTo(withoutMember('blue', 'targetGroup'), testRoute('blue'), 'blue')).toBe(false);
  });
});
