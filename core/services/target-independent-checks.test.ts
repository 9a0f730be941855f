import { describe, expect, it } from 'vitest';
import { ALIAS, groupArn, LISTENER, PAIR, route, testArn, testRoute } from './facts.fixture.ts';
import type { Facts } from './facts.ts';
import { finding, withEcs, withGroup, withoutMember, withRoutes } from './pair-facts.fixture.ts';
import { readiness } from './readiness.ts';
import type { VersionSource } from './service.ts';

const ECS = 'arn:aws:ecs:eu-west-1:000000000000:service/main';

describe('readiness', () => {
  it('of a pair is one finding for each check', () => {
    expect(readiness(PAIR).map(({ check }) => check)).toEqual([
      'load-balancer',
      'target-groups',
      'stickiness',
      'production-action',
      'exclusive-groups',
      'live-side',
      'test-path',
      'balancer-scheme',
      'probe-host',
      'ecs-services',
      'behind-balancer',
      'no-bypass',
      'deployment-controller',
      'circuit-breaker',
      'container',
      'autoscaling',
      'task-roles',
      'tags',
      'version-source',
      'live-version',
      'alarms',
    ]);
  });
});

describe('the tag that lets our roles change a resource', () => {
  const bare = (...arns: string[]) =>
    withRoutes(
      ...[route(), testRoute('blue'), testRoute('green')].map((one) =>
        arns.includes(one.arn) ? { ...one, tags: {} } : one,
      ),
    );
  const elb = (arn: string) =>
    `aws elbv2 add-tags --resource-arns ${arn} --tags Key=operate:service,Value=shop`;

  it.each<[string, Facts, string, string]>([
    [
      'an ECS service',
      withEcs('green', { tags: {} }),
      'shop-green lacks',
      `aws ecs tag-resource --resource-arn ${ECS}/shop-green --tags key=operate:service,value=shop`,
    ],
    [
      'a target group',
      withGroup('blue', { tags: {} }),
      'targetgroup/shop-blue/1 lacks',
      elb(groupArn('blue')),
    ],
    ['the production listener', bare(LISTENER), 'listener/app/main/1/2 lacks', elb(LISTENER)],
    ['a test rule', bare(testArn('green')), 'listener-rule/app/main/1/2/green lacks', elb(testArn('green'))],
  ])('is missed on %s, and set', (_name, facts, words, command) => {
    const found = finding(facts, 'tags');
    expect(found.ok).toBe(false);
    expect(found.words.startsWith(words)).toBe(true);
    expect(found.cli).toEqual([command]);
  });

  it('is missed on all that lack it', () => {
    const found = finding(withEcs('blue', { tags: {} }, withEcs('green', { tags: {} })), 'tags');
    expect(found.words).toContain('shop-blue, shop-green lacks the tag operate:service=shop');
    expect(found.cli).toHaveLength(2);
  });

  it('is left alone where it is another service’s', () => {
    const basket = { tags: { 'operate:service': 'basket' } };
    const found = finding(withGroup('blue', { tags: {} }, withEcs('green', basket)), 'tags');
    expect(found.words).toBe('Tagged for another service: shop-green (basket).');
    expect(found.cli).toBeUndefined();
  });

  it('is asked only of what is there', () => {
    const left = withoutMember('green', 'ecs', withoutMember('green', 'targetGroup'));
    expect(finding(left, 'tags').ok).toBe(true);
  });
});

describe('where versions come from', () => {
  const ecr: VersionSource = { type: 'ecr', repository: 'shop-images' };
  const family: VersionSource = { type: 'task-definition', family: 'shop-tasks' };
  const published: VersionSource = { type: 'lambda-version' };

  it.each<[string, Facts, string, boolean]>([
    ['a pair and ECR', { ...PAIR, versionSource: ecr }, 'The ECR repository shop-images holds', true],
    [
      'a pair and task definitions',
      { ...PAIR, versionSource: family },
      'The task definition family shop-tasks holds',
      true,
    ],
    ['a function', { ...ALIAS, versionSource: published }, 'The function holds', true],
    [
      'a repository that is not there',
      { ...PAIR, versionSource: ecr, sourceExists: false },
      'shop-images is not there',
      false,
    ],
    [
      'a pair and Lambda',
      { ...PAIR, versionSource: published },
      'ecs-pair takes no versions from lambda-version',
      false,
    ],
    [
      'a function and ECR',
      { ...ALIAS, versionSource: ecr },
      'lambda-alias takes no versions from ecr',
      false,
    ],
    [
      'a function and task definitions',
      { ...ALIAS, versionSource: family },
      'no versions from task-definition',
      false,
    ],
  ])('%s', (_name, facts, words, ok) => {
    const found = finding(facts, 'version-source');
    expect(found.ok).toBe(ok);
    expect(found.words).toContain(words);
  });

  it('is named where another is not possible', () => {
    const fixOf = (facts: Facts) => finding(facts, 'version-source').fix;
    expect(fixOf({ ...PAIR, versionSource: published })).toContain('of type ecr or task-definition.');
    expect(fixOf({ ...ALIAS, versionSource: ecr })).toContain('of type lambda-version.');
  });
});

describe('alarms', () => {
  it('that do not exist are named', () => {
    const found = finding({ ...PAIR, missingAlarms: ['one', 'two'] }, 'alarms');
    expect(found.words).toContain('no alarm one, two:');
  });
});

describe('roles that a copy of the task definition needs', () => {
  const facts = { ...PAIR, taskRoles: ['role/a', 'role/b', 'role/c'], passableRoles: ['role/a', 'role/x*'] };
  const { taskRoles: _roles, ...none } = PAIR;

  it('are named where they may not be passed', () => {
    expect(finding(facts, 'task-roles').words).toContain('role/b and role/c, which');
    expect(finding(facts, 'task-roles').words).toContain('it may pass role/a, role/x*.');
  });

  it('are not asked for before there is a definition, which is said', () => {
    expect(finding(none, 'task-roles')).toMatchObject({ ok: true, fix: 'See ecs-services.' });
  });

  it.each([
    ['role/sh.p', 'role/shp', false],
    ['role/sh.p', 'role/sh.p', true],
    ['role/(s+h)[o]', 'role/(s+h)[o]', true],
    ['role/s^h$|{1}\\', 'role/s^h$|{1}\\', true],
    ['role/*', 'my/role/x', false],
    ['role/?', 'role/', false],
  ])('%s lets %s pass: %s', (pattern, role, ok) => {
    expect(finding({ ...PAIR, taskRoles: [role], passableRoles: [pattern] }, 'task-roles').ok).toBe(ok);
  });
});
