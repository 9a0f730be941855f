import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'unused since July',
    properties: {
      RoleName: 'reporting',
      Path: '/',
      AssumeRolePolicyDocument: {
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      RolePolicyList: [],
      RoleLastUsed: { LastUsedDate: '2026-07-01T00:00:00.000Z' },
      CreateDate: '2026-01-01T00:00:00.000Z',
    },
    fails: true,
  },
  {
    what: 'used yesterday',
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
    what: 'made last week, never used',
    properties: {
      RoleName: 'reporting',
      Path: '/',
      AssumeRolePolicyDocument: {
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      RolePolicyList: [],
      RoleLastUsed: {},
      CreateDate: '2026-10-26T00:00:00.000Z',
    },
    fails: false,
  },
];
