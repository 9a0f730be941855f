import { aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { catalog } from '../functions/catalog.ts';
import { parseEnvironment } from '../functions/environment.ts';
import { HOUSES } from '../surfaces/example/operations.ts';
import { makeApp } from './app.ts';
import { all } from './template.fixture.ts';

beforeAll(() => {
  vi.stubEnv('CDK_VALIDATION', 'false');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const code = () => lambda.Code.fromInline('exports.handler = async () => ({})');
const appWith = (context: Record<string, unknown>) => makeApp(catalog, { code, context });
const stackOf = (context: Record<string, unknown>, id: string) =>
  Template.fromStack(appWith(context).node.findChild(id) as Stack);

/** A text as it is once the account and the region are known. */
function deployed({ 'Fn::Join': [, parts] }: { 'Fn::Join': [string, unknown[]] }): string {
  return parts.map((part) => (typeof part === 'string' ? part : 'here')).join('');
}

describe('context taskRoles', () => {
  it('is what a driver may pass, and what every function knows of it', () => {
    const roles = ['arn:aws:iam::111122223333:role/shop-*'];
    const template = stackOf({ taskRoles: roles }, 'OperateRollouts');
    const statement = { Action: 'iam:PassRole', Resource: roles[0] };
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'operate-run-drive-ecs-pair',
      Policies: [{ PolicyDocument: { Statement: Match.arrayWith([Match.objectLike(statement)]) } }],
    });
    const [known] = Object.values(template.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => Properties.Environment.Variables.OPERATE_ENVIRONMENT,
    );
    expect(parseEnvironment(deployed(known)).taskRoles).toEqual(roles);
  });

  it.each(['shop-task', [], ['shop-task'], [5], {}])('is refused as %j', (wrong) => {
    expect(() => appWith({ taskRoles: wrong })).toThrow("context 'taskRoles' lists ARN patterns");
  });
});

describe('the rest of the context', () => {
  it('names whom alarms notify', () => {
    for (const alarmEmails of [['a@example.com', 'b@example.com'], 'a@example.com,b@example.com']) {
      const template = stackOf({ alarmEmails }, 'OperatePlatform');
      expect(all(template, 'AWS::SNS::Subscription').map(({ Endpoint }) => Endpoint)).toEqual([
        'a@example.com',
        'b@example.com',
      ]);
    }
    expect(() => appWith({ alarmEmails: 'me' })).toThrow("context 'alarmEmails' lists addresses");
  });

  it('says how late metrics are', () => {
    expect(() => appWith({ metricMarginSeconds: 'late' })).toThrow("'metricMarginSeconds' is a number");
  });

  it('may name a permissions boundary, which then bounds every role', () => {
    const app = appWith({ '@aws-cdk/core:permissionsBoundary': { name: 'platform-boundary' } });
    const stacks = app.node.children as Stack[];
    const roles = stacks.flatMap((stack) => all(Template.fromStack(stack), 'AWS::IAM::Role'));
    expect(roles.length).toBeGreaterThan(catalog.length);
    for (const { PermissionsBoundary } of roles)
      expect(JSON.stringify(PermissionsBoundary)).toContain(':policy/platform-boundary');
  });
});

it('refuses a catalog that lacks what its machines and its environment call', () => {
  expect(() => makeApp(HOUSES, { code })).toThrow(
    /^These links lead nowhere: .*machine deployment calls operation .*the environment calls operation start_restore/,
  );
});

describe('the second API', () => {
  const stacksWith = (context: Record<string, unknown>) =>
    makeApp(catalog, { code, context })
      .node.children.filter(Stack.isStack)
      .map(({ stackName }) => stackName);
  const ISSUER = {
    issuer: 'https://login.example.com',
    audience: 'operate',
    grants: [{ claims: { sub: 'ci' }, roles: ['deployer'] }],
  };

  it('is there for callers with tokens and keys, where somebody asks for it or names an issuer', () => {
    expect(stacksWith({})).not.toContain('OperateApiTokens');
    expect(stacksWith({ tokens: 'true' })).toContain('OperateApiTokens');
    expect(stacksWith({ tokenIssuers: [ISSUER] })).toContain('OperateApiTokens');
    expect(stacksWith({ tokens: false, tokenIssuers: [ISSUER] })).not.toContain('OperateApiTokens');
  });

  it.each([
    ['a word', { tokens: 'yes' }, /'tokens' is true or false/],
    ['an issuer in the clear', { tokenIssuers: [{ ...ISSUER, issuer: 'http://a.example' }] }, /0\.issuer/],
    [
      'a grant for everybody',
      { tokenIssuers: [{ ...ISSUER, grants: [{ claims: {}, roles: ['viewer'] }] }] },
      /at least one claim/,
    ],
    [
      'the glass for programs',
      { tokenIssuers: [{ ...ISSUER, grants: [{ claims: { sub: 'a' }, roles: ['break-glass'] }] }] },
      /roles\.0/,
    ],
    ['no JSON', { tokenIssuers: '[' }, /is a list such as/],
  ])('is not made from %s', (_what, context, said) => {
    expect(() => stacksWith(context)).toThrow(said);
  });
});

describe('context roles', () => {
  const rolesAs = (roles: unknown) => makeApp(catalog, { code, context: { roles } });
  const assignment = { principal: 'arn:aws:sts::111122223333:assumed-role/ci/*', roles: ['deployer'] };

  it('may be JSON text, as on the command line', () => {
    const template = Template.fromStack(
      rolesAs(JSON.stringify([assignment])).node.findChild('OperateServices') as Stack,
    );
    const [known] = Object.values(template.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => Properties.Environment.Variables.OPERATE_ENVIRONMENT,
    );
    const own = ['call-operation', 'run-scheduled'].map((name) => ({
      principal: expect.stringMatching(new RegExp(`:assumed-role/operate-run-${name}/\\*$`)),
      roles: ['deployer'],
    }));
    expect(parseEnvironment(deployed(known)).roles).toEqual([...own, assignment]);
  });

  it.each([
    'deployer',
    '[{',
    [],
    [{ ...assignment, principal: 'ci' }],
    [{ ...assignment, roles: ['boss'] }],
    [null],
  ])('is refused as %j', (wrong) => {
    expect(() => rolesAs(wrong)).toThrow("The context 'roles' is a list such as");
  });
});
