import { describe, expect, it } from 'vitest';
import { ecsChecks } from './ecs-checks.ts';
import { groupArn, PAIR, route } from './facts.fixture.ts';
import type { EcsPairFacts } from './facts.ts';
import { finding, withEcs, withoutMember, withRoutes, withSide } from './pair-facts.fixture.ts';

const withoutBoth = withoutMember('blue', 'ecs', withoutMember('green', 'ecs'));
const breaker = (enable: boolean, rollback: boolean) => ({ circuitBreaker: { enable, rollback } });
const attached = (...containers: string[]) => ({
  attachments: containers.map((container) => ({ targetGroup: groupArn('green'), container, port: 8080 })),
});

describe('what is told of the two ECS services', () => {
  it('is one finding for each check', () => {
    expect(ecsChecks(PAIR).map(({ check, ok }) => `${check} ${ok}`)).toEqual([
      'ecs-services true',
      'behind-balancer true',
      'no-bypass true',
      'deployment-controller true',
      'circuit-breaker true',
      'container true',
      'autoscaling true',
    ]);
  });

  it.each<[string, string, EcsPairFacts, string]>([
    [
      'ecs-services',
      'the one that is missing',
      withoutMember('green', 'ecs'),
      'shop-green (green) in the cluster main',
    ],
    ['ecs-services', 'both', withoutBoth, 'shop-blue (blue) and shop-green (green)'],
    ['behind-balancer', 'the worker', withEcs('green', attached()), 'shop-green has no target group'],
    [
      'no-bypass',
      'each way past the weights',
      withEcs(
        'blue',
        { serviceConnect: ['shop:80'] },
        withEcs('green', { cloudMap: ['srv-1'], serviceConnect: ['shop:80'] }),
      ),
      'shop-blue is in Service Connect (shop:80); shop-green is in Service Connect (shop:80); shop-green is registered in Cloud Map (srv-1):',
    ],
    [
      'deployment-controller',
      'who else deploys',
      withEcs('blue', { controller: 'CODE_DEPLOY' }, withEcs('green', { strategy: 'CANARY' })),
      '(shop-blue: CODE_DEPLOY ROLLING, shop-green: ECS CANARY)',
    ],
    [
      'circuit-breaker',
      'whose it is',
      withEcs('green', breaker(false, false)),
      'circuit breaker of shop-green is',
    ],
    ['container', 'what is attached', withEcs('green', attached('a', 'b')), '(app:8080 / a:8080, b:8080)'],
  ])('%s names %s', (check, _what, facts, words) => {
    expect(finding(facts, check).ok).toBe(false);
    expect(finding(facts, check).words).toContain(words);
  });
});

describe('another balancer', () => {
  it.each([
    ['TCP', true],
    ['UDP', true],
    ['TCP_UDP', true],
    ['TLS', true],
    ['HTTP', false],
    ['HTTPS', false],
  ])('with a group for %s is one of the network: %s', (protocol, network) => {
    const { words } = finding(withSide('blue', { otherGroups: [{ name: 'inner', protocol }] }), 'no-bypass');
    expect(words.includes('of a Network Load Balancer')).toBe(network);
  });
});

describe('a second ECS service', () => {
  it('is made like the first', () => {
    const network = { awsvpcConfiguration: { subnets: ['subnet-1'] } };
    const first = withEcs('blue', { network });
    expect(finding(withoutMember('green', 'ecs', first), 'ecs-services').cli).toEqual([
      [
        'aws ecs create-service --cluster main --service-name shop-green',
        '--task-definition arn:aws:ecs:eu-west-1:000000000000:task-definition/shop:1 --desired-count 0',
        `--load-balancers targetGroupArn=${groupArn('green')},containerName=app,containerPort=8080`,
        "--deployment-configuration 'deploymentCircuitBreaker={enable=true,rollback=false}'",
        '--launch-type FARGATE',
        `--network-configuration '{"awsvpcConfiguration":{"subnets":["subnet-1"]}}'`,
        '--tags key=operate:service,value=shop --propagate-tags SERVICE',
      ].join(' '),
    ]);
  });

  it('leaves out what the first does not say', () => {
    const { launchType: _type, ...ecs } = PAIR.sides.blue.ecs ?? { attachments: [] };
    const first = 'arn' in ecs ? withSide('blue', { ecs }) : PAIR;
    const [command] = finding(withoutMember('green', 'ecs', first), 'ecs-services').cli ?? [];
    expect(command).toMatch(
      /rollback=false\}' --tags key=operate:service,value=shop --propagate-tags SERVICE$/,
    );
  });

  it('cannot be made like one that is not there', () => {
    expect(finding(withoutBoth, 'ecs-services').cli).toBeUndefined();
  });
});

describe('the circuit breaker', () => {
  it.each([
    [true, false, true],
    [true, true, false],
    [false, false, false],
    [false, true, false],
  ])('on %s and rolling back %s: %s', (enable, rollback, ok) => {
    const { cli, ...found } = finding(withEcs('green', breaker(enable, rollback)), 'circuit-breaker');
    expect(found.ok).toBe(ok);
    expect(cli).toEqual(
      ok
        ? undefined
        : [
            "aws ecs update-service --cluster main --service shop-green --deployment-configuration 'deploymentCircuitBreaker={enable=true,rollback=false}'",
          ],
    );
  });
});

describe('the container', () => {
  const both = (...containers: string[]) =>
    withEcs('blue', attached(...containers), withEcs('green', attached(...containers)));
  it.each<[string, EcsPairFacts, boolean]>([
    ['the same on both sides', both('app'), true],
    ['as named', { ...both('app'), container: 'app' }, true],
    [
      'named, though no service is there',
      { ...withoutMember('green', 'ecs', withoutMember('blue', 'ecs')), container: 'app' },
      false,
    ],
    ['another than named', { ...both('app'), container: 'web' }, false],
    ['one of two, alike on both sides', { ...both('app', 'web'), container: 'app' }, false],
    [
      'the same in another port',
      withEcs('green', { attachments: [{ targetGroup: 'g', container: 'app', port: 1 }] }),
      false,
    ],
    ['none', both(), false],
  ])('is %s', (_name, facts, ok) => {
    expect(finding(facts, 'container').ok).toBe(ok);
  });
});

describe('the live version', () => {
  const { liveVersion: _version, ...unpinned } = PAIR;
  const split = withRoutes(route({ groups: [] }));
  it.each<[string, EcsPairFacts, boolean, boolean]>([
    ['that is pinned', PAIR, true, false],
    [
      'of no side: there is none to pin',
      { ...unpinned, ...(split.loadBalancer && { loadBalancer: split.loadBalancer }) },
      true,
      true,
    ],
    ['of a side that cannot be pinned', unpinned, false, true],
  ])('%s', (_name, facts, ok, advised) => {
    const found = finding(facts, 'live-version');
    expect([found.ok, found.fix !== undefined]).toEqual([ok, advised]);
  });
});
