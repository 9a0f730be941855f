import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineOperation, kebab, type Risk, requiredRole } from './operation.ts';

const definition = {
  name: 'resize_disk',
  noun: 'disks',
  summary: 'Resize a disk.',
  risk: 'change',
  surfaces: ['http'],
  input: z.strictObject({}),
  output: z.strictObject({}),
  permissions: [{ actions: ['dynamodb:PutItem'], resources: ['{table}'] }],
  timeoutSeconds: 10,
} as const;
const may = (risk: Risk, ...actions: string[]) =>
  defineOperation({ ...definition, risk, permissions: [{ actions, resources: ['*'] }] });

describe('defineOperation', () => {
  it('answers the definition, which nobody can change any more', () => {
    const defined = defineOperation(definition);
    const count = { actions: ['dynamodb:UpdateItem'], resources: ['{table}'] };
    expect(defined).toEqual({ ...definition, permissions: [...definition.permissions, count] });
    expect(Object.isFrozen(defined)).toBe(true);
  });

  it('lets an operation count its callers where somebody may ask for a change, once', () => {
    const counts = (more: object) =>
      defineOperation(defineOperation({ ...definition, ...more })).permissions.filter(({ actions }) =>
        actions.includes('dynamodb:UpdateItem'),
      ).length;
    expect(counts({})).toBe(1);
    expect(counts({ surfaces: [] })).toBe(0);
    expect(counts({ risk: 'read', permissions: [] })).toBe(0);
    expect(counts({ verifiesCaller: true })).toBe(0);
    const { permissions } = defineOperation(definition);
    expect(counts({ surfaces: [], permissions })).toBe(0);
  });

  it.each(['resize-disk', 'Resize', 'resize_', '_resize', 'resize2', ''])("refuses the name '%s'", (name) => {
    expect(() => defineOperation({ ...definition, name })).toThrow(
      `Operation name '${name}' is not snake_case.`,
    );
  });

  it.each([
    's3:PutObject',
    'ecs:UpdateService',
    'states:StartExecution',
    'sns:Publish',
    'dynamodb:TransactWriteItems',
  ])('refuses a read that may %s', (action) => {
    expect(() => may('read', 'dynamodb:GetItem', action)).toThrow(`resize_disk is a read but may ${action}.`);
    expect(may('change', action).risk).toBe('change');
  });

  it('lets a read read', () => {
    expect(may('read', 'dynamodb:GetItem', 'ecs:DescribeServices', 's3:ListBucket').risk).toBe('read');
  });

  it('refuses everything of IAM but passing a role', () => {
    expect(() => may('sensitive', 'iam:AttachRolePolicy')).toThrow(
      'resize_disk may not iam:AttachRolePolicy.',
    );
    expect(may('sensitive', 'iam:PassRole').risk).toBe('sensitive');
  });
});

describe('what follows from a definition', () => {
  it.each([
    ['read', 'viewer'],
    ['change', 'deployer'],
    ['sensitive', 'admin'],
  ] as const)('the role for %s is %s, unless it says otherwise', (risk, role) => {
    expect(requiredRole({ risk })).toBe(role);
    expect(requiredRole({ risk, role: 'approver' })).toBe('approver');
  });

  it('the name in folders, routes and commands', () => {
    expect(kebab('deploy_application')).toBe('deploy-application');
    expect(kebab('roll_back_again')).toBe('roll-back-again');
  });
});
