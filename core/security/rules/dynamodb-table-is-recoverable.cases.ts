import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'off',
    properties: {
      TableName: 'orders',
      DeletionProtectionEnabled: true,
      PointInTimeRecoveryStatus: 'DISABLED',
    },
    fails: true,
  },
  {
    what: 'on',
    properties: {
      TableName: 'orders',
      DeletionProtectionEnabled: true,
      PointInTimeRecoveryStatus: 'ENABLED',
    },
    fails: false,
  },
  {
    what: 'on, without deletion protection',
    properties: {
      TableName: 'orders',
      DeletionProtectionEnabled: false,
      PointInTimeRecoveryStatus: 'ENABLED',
    },
    fails: false,
  },
];
