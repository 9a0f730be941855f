import { describe, expect, it } from 'vitest';
import { ALIAS, groupArn, LISTENER, PAIR, route, testArn, testRoute } from './facts.fixture.ts';
import type { EcsPairFacts, EcsServiceFacts, LambdaAliasFacts, RouteFacts, SideFacts } from './facts.ts';
import { readiness } from './readiness.ts';
import type { Side } from './service.ts';

const failed = (facts: EcsPairFacts | LambdaAliasFacts) =>
  readiness(facts)
    .filter(({ ok }) => !ok)
    .map(({ check }) => check);

function withSide(name: Side, changes: Partial<SideFacts>): EcsPairFacts {
  return { ...PAIR, sides: { ...PAIR.sides, [name]: { ...PAIR.sides[name], ...changes } } };
}

function withEcs(changes: Partial<EcsServiceFacts>): EcsPairFacts {
  const { ecs } = PAIR.sides.green;
  return ecs ? withSide('green', { ecs: { ...ecs, ...changes } }) : PAIR;
}

function withRoutes(...routes: RouteFacts[]): EcsPairFacts {
  const { loadBalancer } = PAIR;
  return loadBalancer ? { ...PAIR, loadBalancer: { ...loadBalancer, routes } } : PAIR;
}

function without<K extends keyof EcsPairFacts>(key: K): EcsPairFacts {
  const { [key]: _left, ...rest } = PAIR;
  return rest as EcsPairFacts;
}

const weights = (blue: number, green: number) => ({
  groups: [
    { targetGroup: groupArn('blue'), weight: blue },
    { targetGroup: groupArn('green'), weight: green },
  ],
});
const networkBalancer = PAIR.loadBalancer && { ...PAIR.loadBalancer, type: 'network' };
const greenGroup = PAIR.sides.green.targetGroup;
const { ecs: _ecs, targetGroup: _group, ...nothing } = PAIR.sides.green;
const alone: EcsPairFacts = {
  ...withRoutes(route({ groups: [{ targetGroup: groupArn('blue'), weight: 1 }] })),
  sides: { ...PAIR.sides, green: nothing },
};
const https = (hosts: string[]) => {
  const changes = { protocol: 'https', port: 443, hosts };
  return withRoutes(route(changes), testRoute('blue', changes), testRoute('green', changes));
};
const TESTS = [testRoute('blue'), testRoute('green')];
const byRule = (priority: number) => ({
  ...withRoutes(route({ kind: 'rule', arn: 'production-rule', priority }), ...TESTS),
  production: 'production-rule',
});

describe('readiness of an ECS pair', () => {
  it.each<[string, EcsPairFacts, string[]]>([
    ['a sound pair', PAIR, []],
    ['weights that do not sum to 100', withRoutes(route(weights(0, 7)), ...TESTS), []],
    ['production on a rule behind the test rule', byRule(5), []],
    ['one existing service', alone, ['target-groups', 'production-action', 'test-path', 'ecs-services']],
    [
      'a network load balancer',
      { ...PAIR, ...(networkBalancer && { loadBalancer: networkBalancer }) },
      ['load-balancer'],
    ],
    [
      'no such listener',
      without('loadBalancer'),
      ['load-balancer', 'production-action', 'live-side', 'test-path'],
    ],
    ['traffic on both sides', withRoutes(route(weights(50, 50)), ...TESTS), ['live-side']],
    ['traffic on no side', withRoutes(route(weights(0, 0)), ...TESTS), ['live-side']],
    ['two forward actions', withRoutes(route({ forwards: 2 }), ...TESTS), ['production-action']],
    [
      'a fixed response',
      withRoutes(route({ forwards: 0, groups: [] }), ...TESTS),
      ['production-action', 'live-side'],
    ],
    ['stickiness of the action', withRoutes(route({ sticky: true }), ...TESTS), ['stickiness']],
    [
      'stickiness of a group',
      withSide('green', greenGroup ? { targetGroup: { ...greenGroup, sticky: true } } : {}),
      ['stickiness'],
    ],
    [
      'another rule to the same groups',
      withRoutes(route(), ...TESTS, route({ kind: 'rule', arn: 'other', priority: 9 })),
      ['exclusive-groups'],
    ],
    ['no test rule', withRoutes(route()), ['test-path']],
    ['a test rule for one side only', withRoutes(route(), testRoute('blue')), ['test-path']],
    [
      'a test rule without header',
      {
        ...withRoutes(route(), testRoute('blue', { headers: {} }), testRoute('green')),
        testRules: { blue: testArn('blue') },
      },
      ['test-path'],
    ],
    [
      'a test rule that leads to the other side',
      { ...PAIR, testRules: { blue: testArn('green') } },
      ['exclusive-groups', 'test-path'],
    ],
    [
      'test rules that are told apart by nothing',
      withRoutes(
        route(),
        testRoute('blue', { headers: { 'x-test': 'on' } }),
        testRoute('green', { headers: { 'x-test': 'on' } }),
      ),
      ['test-path'],
    ],
    [
      'test rules on different paths',
      withRoutes(route(), testRoute('blue', { paths: ['/a'] }), testRoute('green', { paths: ['/b'] })),
      ['test-path'],
    ],
    ['a test rule behind that of production', byRule(1.5), ['test-path']],
    [
      'a listener for the tests',
      withRoutes(
        route(),
        testRoute('blue', { listener: 'test' }),
        testRoute('green', { listener: 'test' }),
        route({ arn: 'test', listener: 'test', groups: [{ targetGroup: groupArn('green'), weight: 1 }] }),
      ),
      [],
    ],
    [
      'one target group for both',
      withSide('green', { ...(PAIR.sides.blue.targetGroup && { targetGroup: PAIR.sides.blue.targetGroup }) }),
      ['target-groups', 'production-action', 'test-path'],
    ],
    ['a queue worker', withEcs({ attachments: [] }), ['target-groups', 'behind-balancer', 'container']],
    ['Service Connect', withEcs({ serviceConnect: ['shop.internal'] }), ['no-bypass']],
    [
      'Cloud Map',
      withEcs({ cloudMap: ['arn:aws:servicediscovery:eu-west-1:000000000000:service/srv-1'] }),
      ['no-bypass'],
    ],
    ['CodeDeploy', withEcs({ controller: 'CODE_DEPLOY' }), ['deployment-controller']],
    ["ECS's own blue-green", withEcs({ strategy: 'BLUE_GREEN' }), ['deployment-controller']],
    [
      'no circuit breaker',
      withEcs({ circuitBreaker: { enable: false, rollback: false } }),
      ['circuit-breaker'],
    ],
    [
      'a breaker that rolls back',
      withEcs({ circuitBreaker: { enable: true, rollback: true } }),
      ['circuit-breaker'],
    ],
    [
      'another container',
      withEcs({ attachments: [{ targetGroup: groupArn('green'), container: 'web', port: 8080 }] }),
      ['container'],
    ],
    ['another container than named', { ...PAIR, container: 'proxy' }, ['container']],
    [
      'autoscaling of one side',
      withSide('blue', { scaling: { min: 2, max: 8, policies: [] } }),
      ['autoscaling'],
    ],
    ['a resource without tag', withEcs({ tags: {} }), ['tags']],
    ["another service's tag", withEcs({ tags: { 'operate:service': 'basket' } }), ['tags']],
    ['no repository', { ...PAIR, sourceExists: false }, ['version-source']],
    ['versions of Lambda', { ...PAIR, versionSource: { type: 'lambda-version' } }, ['version-source']],
    ['nothing that could be pinned', without('liveVersion'), ['live-version']],
    ['an alarm that is not there', { ...PAIR, missingAlarms: ['shop-5xx'] }, ['alarms']],
    [
      'an internal balancer',
      { ...PAIR, ...(PAIR.loadBalancer && { loadBalancer: { ...PAIR.loadBalancer, scheme: 'internal' } }) },
      ['balancer-scheme'],
    ],
    ["HTTPS under the balancer's own name", https(['*.shop.test']), ['probe-host']],
    ['HTTPS under a host of its condition', https(['*.shop.test', 'www.shop.test']), []],
    [
      'HTTPS under hosts that were named',
      { ...https([]), urls: { production: 'https://shop.test', test: 'https://shop.test' } },
      [],
    ],
    [
      'a role that may not be passed',
      { ...PAIR, taskRoles: ['arn:aws:iam::000000000000:role/admin'] },
      ['task-roles'],
    ],
    [
      'another role and definitions that are not copied',
      {
        ...PAIR,
        taskRoles: ['arn:aws:iam::000000000000:role/admin'],
        versionSource: { type: 'task-definition', family: 'shop' },
      },
      [],
    ],
    ['no definition to copy yet', without('taskRoles'), []],
  ])('with %s', (_name, facts, expected) => {
    expect(failed(facts)).toEqual(expected);
  });

  it('says for everything that is not there what to do about it', () => {
    const open = readiness(alone).filter(({ ok }) => !ok);
    expect(open.every(({ fix }) => fix !== undefined && fix.length > 0)).toBe(true);
  });

  it('names the field of each URL that HTTPS needs', () => {
    const fixOf = (urls: EcsPairFacts['urls']) =>
      readiness({ ...https([]), urls }).find(({ check }) => check === 'probe-host')?.fix;
    expect(fixOf({})).toMatch(/^Pass target.url and target.testUrl with the host/);
    expect(fixOf({ production: 'https://shop.test' })).toMatch(/^Pass target.testUrl with the host/);
  });

  it.each([
    ['arn:aws:iam::000000000000:role/*-task', 'arn:aws:iam::000000000000:role/team/shop-task', true],
    ['arn:aws:iam::000000000000:role/shop-?', 'arn:aws:iam::000000000000:role/shop-1', true],
    ['arn:aws:iam::000000000000:role/shop-?', 'arn:aws:iam::000000000000:role/shop-12', false],
    ['arn:aws:iam::000000000000:role/sh.p', 'arn:aws:iam::000000000000:role/shop', false],
    ['arn:aws:iam::000000000000:role/shop', 'arn:aws:iam::000000000000:role/shop-admin', false],
  ])('matches %s with %s as IAM does', (pattern, role, passes) => {
    const facts = { ...PAIR, taskRoles: [role], passableRoles: [pattern] };
    expect(failed(facts)).toEqual(passes ? [] : ['task-roles']);
  });

  it('knows the production listener by its ARN', () => {
    expect(failed({ ...PAIR, production: `${LISTENER}0` })).toContain('production-action');
  });
});

describe('readiness of a Lambda alias', () => {
  const { version: _version, ...noAlias } = ALIAS;
  const { errorMetric: _metric, ...noMetric } = ALIAS;
  const { probe: _probe, ...noProbe } = ALIAS;
  it.each<[string, LambdaAliasFacts, string[]]>([
    ['a sound alias', ALIAS, []],
    [
      'no function',
      { ...noAlias, functionExists: false, tags: {}, sourceExists: false },
      ['alias', 'published-version', 'version-source'],
    ],
    ['no alias', noAlias, ['alias', 'published-version']],
    ['$LATEST', { ...ALIAS, version: '$LATEST' }, ['published-version']],
    ['foreign weights', { ...ALIAS, otherVersions: ['4'] }, ['weights']],
    ['no error metric', noMetric, ['error-metric']],
    ["Lambda's own errors by choice", { ...ALIAS, errorMetric: { type: 'lambda-errors' } }, []],
    ['no probe', noProbe, []],
    ['no tag', { ...ALIAS, tags: {} }, ['tags']],
    ['versions of ECR', { ...ALIAS, versionSource: { type: 'ecr', repository: 'shop' } }, ['version-source']],
    ['an alarm that is not there', { ...ALIAS, missingAlarms: ['x'] }, ['alarms']],
  ])('with %s', (_name, facts, expected) => {
    expect(failed(facts)).toEqual(expected);
  });

  it('advises where it does not refuse', () => {
    const advised = readiness({ ...noProbe, errorMetric: { type: 'lambda-errors' } }).filter(
      ({ ok, fix }) => ok && fix,
    );
    expect(advised.map(({ check }) => check)).toEqual(['error-metric', 'probe']);
  });
});
