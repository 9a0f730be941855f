import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'unprotected',
    properties: {
      TableName: 'orders',
      DeletionProtectionEnabled: false,
      PointInTimeRecoveryStatus: 'ENABLED',
    },
    fails: true,
  },
  {
    what: 'protected',
    properties: {
      TableName: 'orders',
      DeletionProtectionEnabled: true,
      PointInTimeRecoveryStatus: 'ENABLED',
    },
    fails: false,
  },
  {
    what: 'protected, not recoverable',
    properties: {
      TableName: 'orders',
      DeletionProtectionEnabled: true,
      PointInTimeRecoveryStatus: 'DISABLED',
    },
    fails: false,
  },
];
