import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'none',
    properties: {
      DBInstanceIdentifier: 'orders',
      Engine: 'postgres',
      PubliclyAccessible: false,
      StorageEncrypted: true,
      BackupRetentionPeriod: 0,
      DeletionProtection: true,
      AutoMinorVersionUpgrade: true,
      DBInstanceStatus: 'available',
    },
    fails: true,
  },
  {
    what: 'fourteen days',
    properties: {
      DBInstanceIdentifier: 'orders',
      Engine: 'postgres',
      PubliclyAccessible: false,
      StorageEncrypted: true,
      BackupRetentionPeriod: 14,
      DeletionProtection: true,
      AutoMinorVersionUpgrade: true,
      DBInstanceStatus: 'available',
    },
    fails: false,
  },
  {
    what: 'seven days',
    properties: {
      DBInstanceIdentifier: 'orders',
      Engine: 'postgres',
      PubliclyAccessible: false,
      StorageEncrypted: true,
      BackupRetentionPeriod: 7,
      DeletionProtection: true,
      AutoMinorVersionUpgrade: true,
      DBInstanceStatus: 'available',
    },
    fails: false,
  },
  {
    what: 'one day',
    properties: {
      DBInstanceIdentifier: 'orders',
      Engine: 'postgres',
      PubliclyAccessible: false,
      StorageEncrypted: true,
      BackupRetentionPeriod: 1,
      DeletionProtection: true,
      AutoMinorVersionUpgrade: true,
      DBInstanceStatus: 'available',
    },
    fails: true,
  },
];
