import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'everybody is trusted',
    properties: {
      RoleName: 'reporting',
      Path: '/',
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
      },
      RolePolicyList: [],
      RoleLastUsed: { LastUsedDate: '2026-10-30T00:00:00.000Z' },
      CreateDate: '2026-01-01T00:00:00.000Z',
    },
    fails: true,
  },
  {
    what: 'everybody of one organisation is trusted',
    properties: {
      RoleName: 'reporting',
      Path: '/',
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: '*' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc123defg' } },
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
];
