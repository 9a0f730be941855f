import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'everything',
    properties: {
      RoleName: 'reporting',
      Path: '/',
      AssumeRolePolicyDocument: {
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      RolePolicyList: [
        {
          PolicyName: 'all',
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
        },
      ],
      RoleLastUsed: { LastUsedDate: '2026-10-30T00:00:00.000Z' },
      CreateDate: '2026-01-01T00:00:00.000Z',
    },
    fails: true,
  },
  {
    what: 'nothing inline',
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
    what: 'everything of one service',
    properties: {
      RoleName: 'reporting',
      Path: '/',
      AssumeRolePolicyDocument: {
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      RolePolicyList: [
        {
          PolicyName: 'logs',
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }] },
        },
      ],
      RoleLastUsed: { LastUsedDate: '2026-10-30T00:00:00.000Z' },
      CreateDate: '2026-01-01T00:00:00.000Z',
    },
    fails: false,
  },
];
