import { describe, expect, it } from 'vitest';
import { ALIAS, PAIR, route, testArn, testRoute } from './facts.fixture.ts';
import type { EcsPairFacts } from './facts.ts';
import { withEcs, withoutBalancer, withoutMember, withRoutes } from './pair-facts.fixture.ts';
import { plainHost, targetOf } from './target.ts';

describe('the target of a pair', () => {
  it.each<[string, EcsPairFacts]>([
    [
      'the group of blue',
      withoutMember('blue', 'targetGroup', { ...PAIR, testRules: { blue: testArn('blue') } }),
    ],
    [
      'the group of green',
      withoutMember('green', 'targetGroup', { ...PAIR, testRules: { green: testArn('green') } }),
    ],
    ['the balancer', withoutBalancer()],
    ['the production route', { ...PAIR, production: 'another' }],
    ['a container', withEcs('blue', { attachments: [] })],
    ['the test rule of blue', withRoutes(route(), testRoute('green'))],
    ['the test rule of green', withRoutes(route(), testRoute('blue'))],
    ['both test rules', withRoutes(route())],
  ])('is unknown without %s', (_name, facts) => {
    expect(targetOf(facts)).toBeUndefined();
  });

  it('answers at the root of the balancer where no condition says otherwise', () => {
    expect(targetOf(PAIR)).toMatchObject({ productionUrl: 'http://main.example.com/' });
  });

  it('is told by its type', () => {
    expect([targetOf(PAIR)?.type, targetOf(ALIAS)?.type]).toEqual(['ecs-pair', 'lambda-alias']);
  });
});

describe('plainHost', () => {
  it('is the first host that is no pattern', () => {
    const hosts = ['*.shop.test', 'sho?.test', 'shop.test', 'www.shop.test'];
    expect(plainHost(route({ hosts }))).toBe('shop.test');
    expect(plainHost(route({ hosts: hosts.slice(0, 2) }))).toBeUndefined();
  });
});
