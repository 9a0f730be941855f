import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'rds-instance-is-protected',
  title: 'Databases are protected from deletion.',
  type: 'AWS::RDS::DBInstance',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['A1.2'], 'pci-dss-4.0': ['10.3.3'] },
  shows: ['DBInstanceIdentifier', 'DeletionProtection'],
  remediation: {
    advice: 'Enable deletion protection.',
    sideEffects: 'Deleting it takes one more step.',
    inverse: 'Disable it.',
  },
  check({ properties }) {
    return properties['DeletionProtection'] === true ? undefined : 'One call deletes it.';
  },
});
