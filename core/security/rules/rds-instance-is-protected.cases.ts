import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'unprotected',
    properties: {
      DBInstanceIdentifier: 'orders',
      Engine: 'postgres',
      PubliclyAccessible: false,
      StorageEncrypted: true,
      BackupRetentionPeriod: 14,
      DeletionProtection: false,
      AutoMinorVersionUpgrade: true,
      DBInstanceStatus: 'available',
    },
    fails: true,
  },
  {
    what: 'protected',
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
    what: 'protected, backed up for a day',
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
    fails: false,
  },
];
