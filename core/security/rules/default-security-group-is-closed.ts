import { partsOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'default-security-group-is-closed',
  title: 'Default security groups allow nothing.',
  type: 'AWS::EC2::SecurityGroup',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC6.6'], 'pci-dss-4.0': ['1.2.1'] },
  shows: ['GroupId', 'GroupName', 'IpPermissions', 'IpPermissionsEgress'],
  remediation: {
    advice: 'Give resources groups of their own, then remove all rules.',
    sideEffects: 'Resources that use the default group lose their connections.',
    inverse: 'Authorise the same rules again.',
  },
  appliesTo({ properties }) {
    return properties['GroupName'] === 'default';
  },
  check({ properties }) {
    const rules =
      partsOf(properties['IpPermissions']).length + partsOf(properties['IpPermissionsEgress']).length;
    return rules === 0 ? undefined : `Whatever names no group of its own gets its ${rules} rules.`;
  },
});
