import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'only the audience is asked for',
    properties: {
      RoleName: 'reporting',
      Path: '/',
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: {
              Federated: 'arn:aws:iam::000000000000:oidc-provider/token.actions.githubusercontent.com',
            },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } },
          },
        ],
      },
      RolePolicyList: [],
      RoleLastUsed: { LastUsedDate: '2026-10-30T00:00:00.000Z' },
      CreateDate: '2026-01-01T00:00:00.000Z',
    },
    fails: true,
  },
  {
    what: 'one repository',
    properties: {
      RoleName: 'reporting',
      Path: '/',
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: {
              Federated: 'arn:aws:iam::000000000000:oidc-provider/token.actions.githubusercontent.com',
            },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:example/shop:*' } },
          },
        ],
      },
      RolePolicyList: [],
      RoleLastUsed: { LastUsedDate: '2026-10-30T00:00:00.000Z' },
      CreateDate: '2026-01-01T00:00:00.000Z',
    },
    fails: false,
  },
  {
    what: 'Lambda is trusted',
    properties: {
      RoleName: 'reporting',
      Path: '/',
      AssumeRolePolicyDocument: {
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      RolePolicyList: [],
      RoleLastUsed: { LastUsedDate: '2026-10-30T00:00:00.000Z' },
      CreateDate: '2026-01-01T00:00:00.000Z',
    },
    fails: false,
  },
  {
    what: 'any subject',
    properties: {
      RoleName: 'reporting',
      Path: '/',
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: {
              Federated: 'arn:aws:iam::000000000000:oidc-provider/token.actions.githubusercontent.com',
            },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:*' } },
          },
        ],
      },
      RolePolicyList: [],
      RoleLastUsed: { LastUsedDate: '2026-10-30T00:00:00.000Z' },
      CreateDate: '2026-01-01T00:00:00.000Z',
    },
    fails: true,
  },
];
