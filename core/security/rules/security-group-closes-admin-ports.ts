import { openPorts } from '../open-ports.ts';
import { defineRule } from '../rule.ts';

const ADMIN = [22, 23, 135, 445, 3389, 5985, 5986];

export const rule = defineRule({
  name: 'security-group-closes-admin-ports',
  title: 'Security groups let nobody from the internet reach ports for administration.',
  type: 'AWS::EC2::SecurityGroup',
  severity: 'critical',
  exposure: 'public',
  controls: { soc2: ['CC6.1', 'CC6.6'], 'pci-dss-4.0': ['1.2.5', '1.3.1', '1.4.2'] },
  shows: ['GroupId', 'IpPermissions'],
  remediation: {
    advice: 'Allow named addresses or a bastion only; Session Manager needs no port at all.',
    sideEffects: 'Administrators from elsewhere are refused.',
    inverse: 'Authorise the same rules again.',
  },
  check({ properties }) {
    const open = openPorts(properties['IpPermissions'], ADMIN);
    return open.length === 0 ? undefined : `The whole internet reaches port ${open.join(', ')}.`;
  },
});
