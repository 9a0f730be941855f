import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'plain',
    properties: {
      DBInstanceIdentifier: 'orders',
      Engine: 'postgres',
      PubliclyAccessible: false,
      StorageEncrypted: false,
      BackupRetentionPeriod: 14,
      DeletionProtection: true,
      AutoMinorVersionUpgrade: true,
      DBInstanceStatus: 'available',
    },
    fails: true,
  },
  {
    what: 'encrypted',
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
    what: 'encrypted and public',
    properties: {
      DBInstanceIdentifier: 'orders',
      Engine: 'postgres',
      PubliclyAccessible: true,
      StorageEncrypted: true,
      BackupRetentionPeriod: 14,
      DeletionProtection: true,
      AutoMinorVersionUpgrade: true,
      DBInstanceStatus: 'available',
    },
    fails: false,
  },
];
