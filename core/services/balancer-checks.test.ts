import { describe, expect, it } from 'vitest';
import { balancerChecks } from './balancer-checks.ts';
import { groupArn, LISTENER, PAIR, route, testArn, testRoute } from './facts.fixture.ts';
import type { EcsPairFacts, RouteFacts } from './facts.ts';
import {
  finding,
  withEcs,
  withGroup,
  withoutBalancer,
  withoutMember,
  withRoutes,
} from './pair-facts.fixture.ts';

const TESTS = [testRoute('blue'), testRoute('green')];
const forwards = (...arns: string[]) =>
  route({ groups: arns.map((targetGroup, index) => ({ targetGroup, weight: index === 0 ? 1 : 0 })) });
const [BLUE, GREEN] = [groupArn('blue'), groupArn('green')];
const balancer = (type: string): EcsPairFacts =>
  PAIR.loadBalancer ? { ...PAIR, loadBalancer: { ...PAIR.loadBalancer, type } } : PAIR;

describe('what is told of a balancer', () => {
  it('is one finding for each check, in the order in which they are mended', () => {
    expect(balancerChecks(PAIR).map(({ check, ok }) => `${check} ${ok}`)).toEqual([
      'load-balancer true',
      'target-groups true',
      'stickiness true',
      'production-action true',
      'exclusive-groups true',
      'live-side true',
      'test-path true',
    ]);
  });

  it.each<[string, string, EcsPairFacts, string]>([
    ['load-balancer', 'its kind', balancer('network'), 'is a Network Load Balancer'],
    ['load-balancer', 'any other kind', balancer('gateway'), 'is of type gateway'],
    ['load-balancer', 'the listener that is not there', withoutBalancer(), LISTENER],
    ['target-groups', 'the side without', withoutMember('green', 'targetGroup'), 'The green side has no'],
    [
      'target-groups',
      'both sides without',
      withoutMember('blue', 'targetGroup', withoutMember('green', 'targetGroup')),
      'The blue side and The green side',
    ],
    [
      'target-groups',
      'the service that is elsewhere',
      withEcs('blue', { attachments: [] }),
      'shop-blue registers',
    ],
    ['stickiness', 'the group that sticks', withGroup('green', { sticky: true }), 'is on (shop-green):'],
    [
      'stickiness',
      'all that stick',
      withGroup('blue', { sticky: true }, withRoutes(route({ sticky: true }), ...TESTS)),
      'is on (shop-blue and the production action):',
    ],
    [
      'production-action',
      'that it forwards nothing',
      withRoutes(route({ forwards: 0, groups: [] }), ...TESTS),
      'does not forward to target groups',
    ],
    ['production-action', 'its one group', withRoutes(forwards(BLUE), ...TESTS), 'to 1 target group;'],
    [
      'production-action',
      'its groups',
      withRoutes(forwards(BLUE, GREEN, 'c'), ...TESTS),
      'to 3 target groups;',
    ],
    [
      'exclusive-groups',
      'every other way in',
      withRoutes(forwards(BLUE, GREEN), ...TESTS, ...['one', 'two'].map((arn) => route({ arn }))),
      ': one, two.',
    ],
    ['live-side', 'the shares', withRoutes(route({ groups: [] }), ...TESTS), '(blue 0%, green 0%)'],
    [
      'live-side',
      'the shares in percent',
      withRoutes(
        route({ groups: [BLUE, GREEN].map((targetGroup, index) => ({ targetGroup, weight: 2 - index })) }),
        ...TESTS,
      ),
      '(blue 67%, green 33%)',
    ],
    ['test-path', 'the sides without a rule', withRoutes(route()), 'requests to blue; no rule leads tagged'],
    [
      'test-path',
      'the rule without header',
      {
        ...withRoutes(route(), testRoute('blue', { headers: {} }), testRoute('green')),
        testRules: { blue: testArn('blue') },
      },
      'test rule of blue asks for no header',
    ],
    [
      'test-path',
      'rules that are not alike',
      withRoutes(route(), testRoute('blue'), testRoute('green', { paths: ['/b'] })),
      'the two test rules differ',
    ],
  ])('%s names %s', (check, _what, facts, words) => {
    expect(finding(facts, check).ok).toBe(false);
    expect(finding(facts, check).words).toContain(words);
  });

  it('says of a sign-in before production that it stays', () => {
    const signedIn = (...actions: RouteFacts['actions']) =>
      finding(withRoutes(route({ actions }), ...TESTS), 'production-action').words;
    const forward = { Type: 'forward' };
    expect(signedIn({ Type: 'authenticate-oidc' }, forward)).toContain('; the sign-in before it stays');
    expect(signedIn({ Type: 'authenticate-cognito' }, forward)).toContain('; the sign-in before it stays');
    expect(signedIn({}, forward)).toBe('One action forwards to both target groups.');
    expect(signedIn(forward)).toBe('One action forwards to both target groups.');
  });
});

describe('the target groups of a pair', () => {
  const elsewhere = [{ targetGroup: 'other', container: 'app', port: 8080 }];
  it.each([
    ['its own for each', PAIR, true],
    ['a service that registers in another group', withEcs('green', { attachments: elsewhere }), false],
    [
      'a service that registers in its own group too',
      withEcs('green', { attachments: [...elsewhere, { targetGroup: GREEN, container: 'app', port: 8080 }] }),
      true,
    ],
    ['no service yet', withoutMember('green', 'ecs'), true],
  ])('%s', (_name, facts, ok) => {
    expect(finding(facts, 'target-groups').ok).toBe(ok);
  });

  it('cannot be one for both, even where both services register in it', () => {
    const attachments = [{ targetGroup: BLUE, container: 'app', port: 8080 }];
    const one = withGroup('green', { arn: BLUE }, withEcs('green', { attachments }));
    expect(finding(one, 'target-groups').words).toBe('Both sides use one target group.');
  });

  it('are made like the one that is there', () => {
    const { cli } = finding(
      withoutMember('blue', 'targetGroup', withGroup('green', { port: 9090 })),
      'target-groups',
    );
    expect(cli?.[0]).toMatch(/--name shop-blue --protocol HTTP --port 9090 /);
    const none = withoutMember('blue', 'targetGroup', withoutMember('green', 'targetGroup'));
    expect(finding(none, 'target-groups').cli).toBeUndefined();
  });
});

describe('the production action', () => {
  it.each<[string, string[], boolean]>([
    ['both groups', [BLUE, GREEN], true],
    ['both in the other order', [GREEN, BLUE], true],
    ['one', [GREEN], false],
    ['one twice', [BLUE, BLUE], false],
    ['both, one of them twice', [BLUE, GREEN, BLUE], false],
    ['one and a foreign one', [BLUE, 'other'], false],
    ['both and a foreign one', [BLUE, GREEN, 'other'], false],
    ['none', [], false],
  ])('with %s', (_name, arns, ok) => {
    expect(finding(withRoutes(forwards(...arns), ...TESTS), 'production-action').ok).toBe(ok);
  });

  it('cannot name one group twice where a side has none', () => {
    const facts = withoutMember('green', 'targetGroup', withRoutes(forwards(BLUE, BLUE), ...TESTS));
    expect(finding(facts, 'production-action').ok).toBe(false);
  });
});

describe('stickiness', () => {
  it('is turned off where it is on', () => {
    const facts = withGroup('green', { sticky: true }, withGroup('blue', { sticky: true }));
    expect(finding(facts, 'stickiness').cli).toEqual(
      [BLUE, GREEN].map(
        (arn) =>
          `aws elbv2 modify-target-group-attributes --target-group-arn ${arn} --attributes Key=stickiness.enabled,Value=false`,
      ),
    );
  });

  it('of the action is turned off with the action', () => {
    const { cli = [] } = finding(withRoutes(route({ sticky: true }), ...TESTS), 'stickiness');
    expect(cli).toHaveLength(1);
    expect(cli[0]).toMatch(/^aws elbv2 modify-listener /);
  });
});

describe('other ways in', () => {
  const toGreen = { groups: [{ targetGroup: GREEN, weight: 1 }] };
  const onListeners = (blue: string, green: string, ...others: RouteFacts[]) =>
    withRoutes(
      route(),
      testRoute('blue', { listener: blue }),
      testRoute('green', { listener: green }),
      ...others,
    );

  it.each([
    [
      'all of a listener for the tests',
      onListeners('t', 't', route({ arn: 't', listener: 't', ...toGreen })),
      true,
    ],
    [
      'all of the listener of either test',
      onListeners('b', 'g', route({ arn: 'x', listener: 'b', ...toGreen })),
      true,
    ],
    [
      'nothing of a third listener',
      onListeners('t', 't', route({ arn: 'x', listener: 'x', ...toGreen })),
      false,
    ],
    [
      'nothing else of production’s listener',
      onListeners(LISTENER, LISTENER, route({ arn: 'x', ...toGreen })),
      false,
    ],
    ['whatever leads elsewhere', onListeners('t', 't', route({ arn: 'x', listener: 'x', groups: [] })), true],
  ])('may be %s', (_name, facts, ok) => {
    expect(finding(facts, 'exclusive-groups').ok).toBe(ok);
  });
});

describe('the way of the tests', () => {
  const named = (changes: Partial<RouteFacts>, production = route()) => ({
    ...withRoutes(production, testRoute('blue', { arn: 'named', ...changes }), testRoute('green')),
    testRules: { blue: 'named' },
    production: production.arn,
  });
  const rule = (listener: string) => route({ kind: 'rule', arn: 'production', priority: 1, listener });

  it('leads to the side it is for', () => {
    expect(finding(named({}), 'test-path').ok).toBe(true);
    const elsewhere = named({ groups: [{ targetGroup: 'other', weight: 1 }] });
    expect(finding(elsewhere, 'test-path').words).toContain('the test rule of blue leads elsewhere');
  });

  it('comes before production on the same listener', () => {
    expect(finding(named({ priority: 3 }, rule(LISTENER)), 'test-path').words).toContain(
      'comes before the test rule',
    );
    expect(finding(named({ priority: 3 }, rule('other')), 'test-path').ok).toBe(true);
  });

  it('is made where it is missing', () => {
    expect(finding(withRoutes(route()), 'test-path').cli).toHaveLength(2);
    expect(finding(withRoutes(route(), testRoute('blue')), 'test-path').cli).toHaveLength(1);
  });
});
