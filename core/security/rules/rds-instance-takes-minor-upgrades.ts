import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'rds-instance-takes-minor-upgrades',
  title: 'Databases take minor upgrades by themselves.',
  type: 'AWS::RDS::DBInstance',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['CC7.1'], 'pci-dss-4.0': ['6.3.3'] },
  shows: ['DBInstanceIdentifier', 'AutoMinorVersionUpgrade'],
  remediation: {
    advice: 'Enable automatic minor upgrades.',
    sideEffects: 'The database restarts in its maintenance window.',
    inverse: 'Disable them.',
  },
  check({ properties }) {
    return properties['AutoMinorVersionUpgrade'] === true
      ? undefined
      : 'Holes that were mended stay open until somebody thinks of it.';
  },
});
