import { describe, expect, it } from 'vitest';
import { ALIAS, groupArn, LISTENER, PAIR, route, testArn, testRoute } from './facts.fixture.ts';
import type { EcsPairFacts, RouteFacts } from './facts.ts';
import { targetOf } from './target.ts';

function urls(changes: Partial<RouteFacts>, named: EcsPairFacts['urls'] = {}) {
  const routes = [route(changes), testRoute('blue', changes), testRoute('green', changes)];
  const target = targetOf({
    ...PAIR,
    urls: named,
    ...(PAIR.loadBalancer && { loadBalancer: { ...PAIR.loadBalancer, routes } }),
  });
  return target?.type === 'ecs-pair' ? [target.productionUrl, target.test.url] : [];
}

describe('targetOf', () => {
  it('holds all that a driver needs of a pair', () => {
    expect(targetOf(PAIR)).toEqual({
      type: 'ecs-pair',
      cluster: 'main',
      container: 'app',
      sides: {
        blue: { service: 'shop-blue', targetGroup: groupArn('blue') },
        green: { service: 'shop-green', targetGroup: groupArn('green') },
      },
      production: { kind: 'listener', arn: LISTENER },
      test: {
        url: 'http://main.example.com/',
        rules: { blue: testArn('blue'), green: testArn('green') },
        headers: { blue: { 'x-operate-test': 'blue' }, green: { 'x-operate-test': 'green' } },
      },
      productionUrl: 'http://main.example.com/',
    });
  });

  it.each<[Partial<RouteFacts>, EcsPairFacts['urls'], string]>([
    [{ port: 8443, protocol: 'https' }, {}, 'https://main.example.com:8443/'],
    [{ port: 443, protocol: 'https' }, {}, 'https://main.example.com/'],
    [{ hosts: ['*.example.com', 'shop.example.com'] }, {}, 'http://shop.example.com/'],
    [{ hosts: ['*.example.com'], paths: ['/api/*'] }, {}, 'http://main.example.com/api/'],
    [{ paths: ['*'] }, {}, 'http://main.example.com/'],
    [
      { paths: ['/v?/x'] },
      { production: 'https://shop.test/', test: 'https://shop.test' },
      'https://shop.test/v',
    ],
  ])('derives from %j and %j the URL', (changes, named, expected) => {
    expect(urls(changes, named)).toEqual([expected, expected]);
  });

  it('holds all that a driver needs of an alias', () => {
    expect(targetOf(ALIAS)).toMatchObject({
      functionName: 'shop-api',
      alias: 'live',
      probe: { path: '/health' },
    });
    const { errorMetric: _metric, ...undeclared } = ALIAS;
    expect(targetOf(undeclared)).toBeUndefined();
  });
});
