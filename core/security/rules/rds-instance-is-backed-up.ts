import { numberOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

const LEAST_DAYS = 7;

export const rule = defineRule({
  name: 'rds-instance-is-backed-up',
  title: 'Databases are backed up for at least seven days.',
  type: 'AWS::RDS::DBInstance',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['A1.2', 'CC7.5'], 'pci-dss-4.0': ['10.3.3'] },
  shows: ['DBInstanceIdentifier', 'BackupRetentionPeriod'],
  remediation: {
    advice: 'Keep backups for seven days or more.',
    sideEffects: 'Backups beyond the size of the database are billed.',
    inverse: 'Set the earlier number of days.',
  },
  check({ properties }) {
    const days = numberOf(properties['BackupRetentionPeriod']) ?? 0;
    return days >= LEAST_DAYS
      ? undefined
      : days === 0
        ? 'It has no backups.'
        : `Its backups are kept for ${days} days.`;
  },
});
