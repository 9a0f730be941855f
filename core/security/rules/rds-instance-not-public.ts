import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'rds-instance-not-public',
  title: 'Databases have no public address.',
  type: 'AWS::RDS::DBInstance',
  severity: 'critical',
  exposure: 'public',
  controls: { soc2: ['CC6.1', 'CC6.6'], 'pci-dss-4.0': ['1.3.1', '1.4.4'] },
  shows: ['DBInstanceIdentifier', 'PubliclyAccessible'],
  remediation: {
    advice: 'Take its public address away.',
    sideEffects: 'Clients from outside the network are refused.',
    inverse: 'Make it publicly accessible again.',
  },
  check({ properties }) {
    return properties['PubliclyAccessible'] === true
      ? 'The internet reaches it as far as its security groups allow.'
      : undefined;
  },
});
