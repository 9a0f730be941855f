import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'rds-instance-is-encrypted',
  title: 'Databases are encrypted.',
  type: 'AWS::RDS::DBInstance',
  severity: 'high',
  exposure: 'private',
  controls: { soc2: ['CC6.1', 'CC6.7'], 'pci-dss-4.0': ['3.5.1'] },
  shows: ['DBInstanceIdentifier', 'StorageEncrypted'],
  remediation: {
    advice: 'Restore an encrypted copy of its snapshot, and move over.',
    sideEffects: 'The database moves: writes stop meanwhile.',
    inverse: 'Point the services at the old database again.',
  },
  check({ properties }) {
    return properties['StorageEncrypted'] === true
      ? undefined
      : 'Whoever gets at a snapshot of it can read it.';
  },
});
