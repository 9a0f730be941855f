import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../functions/operation.ts';
import { denialCode, denialMessage } from './denial.ts';
import { Iam } from './iam.ts';
import { isKnownAction } from './known-actions.ts';
import { matchesPattern } from './pattern.ts';

const ROLE = 'arn:aws:iam::000000000000:role/operate-deploy';
const RULE = 'arn:aws:elasticloadbalancing:eu-west-1:000000000000:listener-rule/app/shop/1/2/3';

function iamWith(...statements: Statement[]) {
  const iam = new Iam({ tags: new Map([[RULE, { 'operate:service': 'shop' }]]) });
  iam.setStatements(ROLE, statements);
  return iam;
}

function allows(statement: Statement, action: string, resource: string, conditions?: Record<string, string>) {
  const need = { action, resource, ...(conditions ? { conditions } : {}) };
  return iamWith(statement).firstDenied(ROLE, [need]) === undefined;
}

describe('patterns', () => {
  it('match themselves, any run for * and one character for ?', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
        const plain = (text: string) => text.replace(/[*?]/g, 'x');
        const value = plain(a) + b + plain(c);
        expect(matchesPattern(`${plain(a)}*${plain(c)}`, value)).toBe(true);
        expect(matchesPattern(`${plain(a)}?`, `${plain(a)}x`)).toBe(true);
        expect(matchesPattern(plain(a), `${plain(a)}x`)).toBe(false);
      }),
    );
  });
});

describe('evaluation', () => {
  it('denies a role without statements everything', () => {
    const need = { action: 'ecs:ListTasks', resource: '*' };
    expect(new Iam({ tags: new Map() }).firstDenied(ROLE, [need])).toBe(need);
  });

  it('needs action and resource in the same statement', () => {
    const iam = iamWith(
      { actions: ['ecs:UpdateService'], resources: ['arn:a'] },
      { actions: ['ecs:DescribeServices'], resources: ['*'] },
    );
    expect(iam.firstDenied(ROLE, [{ action: 'ecs:UpdateService', resource: 'arn:b' }])).toBeDefined();
    expect(iam.firstDenied(ROLE, [{ action: 'ECS:updateservice', resource: 'arn:a' }])).toBeUndefined();
  });

  it('allows a call only when every need is allowed, and counts nothing of a denied one as used', () => {
    const iam = iamWith({ actions: ['dynamodb:PutItem'], resources: ['*'] });
    const needs = [
      { action: 'dynamodb:PutItem', resource: 'arn:t' },
      { action: 'dynamodb:DeleteItem', resource: 'arn:t' },
    ];
    expect(iam.firstDenied(ROLE, needs)).toBe(needs[1]);
    expect(iam.used(ROLE)).toEqual([]);
  });

  it('reads the tags of the resource as aws:ResourceTag', () => {
    const statement = (service: string): Statement => ({
      actions: ['elasticloadbalancing:ModifyRule'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:ResourceTag/operate:service': [service] } },
    });
    expect(allows(statement('shop'), 'elasticloadbalancing:ModifyRule', RULE)).toBe(true);
    expect(allows(statement('other'), 'elasticloadbalancing:ModifyRule', RULE)).toBe(false);
    expect(allows(statement('shop'), 'elasticloadbalancing:ModifyRule', `${RULE}x`)).toBe(false);
  });

  it('tests leading keys and the service a role is passed to', () => {
    const keys: Statement = {
      actions: ['dynamodb:*'],
      resources: ['*'],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['DEPLOYMENT#*'] } },
    };
    const leading = (key: string) => ({ 'dynamodb:LeadingKeys': key });
    expect(allows(keys, 'dynamodb:GetItem', 'arn:t', leading('DEPLOYMENT#7'))).toBe(true);
    expect(allows(keys, 'dynamodb:GetItem', 'arn:t', leading('AUDIT#7'))).toBe(false);
    expect(allows(keys, 'dynamodb:Scan', 'arn:t')).toBe(true);
    const pass: Statement = {
      actions: ['iam:PassRole'],
      resources: ['arn:role'],
      conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    };
    expect(allows(pass, 'iam:PassRole', 'arn:role')).toBe(false);
    const to = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' };
    expect(allows(pass, 'iam:PassRole', 'arn:role', to)).toBe(true);
  });

  it('refuses operators and variables it cannot evaluate', () => {
    const at = (conditions: Statement['conditions']): Statement => ({
      actions: ['*'],
      resources: ['*'],
      ...(conditions ? { conditions } : {}),
    });
    expect(() => allows(at({ DateLessThan: { 'aws:CurrentTime': 'x' } }), 'a:B', '*')).toThrow(
      'DateLessThan',
    );
    const variable = at({ StringLike: { 'a:b': ['$', '{aws:username}'].join('') } });
    expect(() => allows(variable, 'a:B', '*')).toThrow('policy variable');
  });
});

describe('usage', () => {
  it('names declared actions that nothing needed', () => {
    const iam = iamWith(
      { actions: ['ecs:UpdateService', 'ecs:DescribeServices'], resources: ['*'] },
      { actions: ['ecs:Describe*'], resources: ['*'] },
    );
    iam.firstDenied(ROLE, [{ action: 'ecs:DescribeServices', resource: 'arn:s' }]);
    expect(iam.unusedActions(ROLE)).toEqual([
      { statement: 0, action: 'ecs:UpdateService' },
      { statement: 1, action: 'ecs:Describe*' },
    ]);
    expect(iam.used(ROLE)).toMatchObject([
      { action: 'ecs:DescribeServices', resource: 'arn:s', statement: 0 },
    ]);
  });
});

describe('refusals', () => {
  it('speak as AWS does', () => {
    expect(denialMessage(ROLE, { action: 'ecs:UpdateService', resource: 'arn:s' })).toBe(
      'User: arn:aws:sts::000000000000:assumed-role/operate-deploy/sandbox is not authorized to perform: ' +
        'ecs:UpdateService on resource: arn:s because no identity-based policy allows the ecs:UpdateService action',
    );
    expect(denialCode('ECSClient').name).toBe('AccessDeniedException');
    expect(denialCode('S3Client')).toEqual({ name: 'AccessDenied', status: 403 });
  });
});

describe('known actions', () => {
  it('tell AWS names from inventions and misspellings', () => {
    for (const action of [
      'dynamodb:ConditionCheckItem',
      'states:StartExecution',
      'ecs:Describe*',
      'iam:PassRole',
    ])
      expect(isKnownAction(action), action).toBe(true);
    for (const action of ['dynamodb:TransactWriteItems', 'ecs:updateService', 'ecs:Destroy*', 'nope:Get'])
      expect(isKnownAction(action), action).toBe(false);
  });
});
