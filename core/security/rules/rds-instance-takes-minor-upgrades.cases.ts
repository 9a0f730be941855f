import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'not by itself',
    properties: {
      DBInstanceIdentifier: 'orders',
      Engine: 'postgres',
      PubliclyAccessible: false,
      StorageEncrypted: true,
      BackupRetentionPeriod: 14,
      DeletionProtection: true,
      AutoMinorVersionUpgrade: false,
      DBInstanceStatus: 'available',
    },
    fails: true,
  },
  {
    what: 'by itself',
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
    what: 'by itself, unprotected',
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
    fails: false,
  },
];
