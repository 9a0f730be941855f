import { openPorts } from '../open-ports.ts';
import { defineRule } from '../rule.ts';

const DATABASES = [1433, 1521, 3306, 5432, 5439, 6379, 9200, 11211, 27017];

export const rule = defineRule({
  name: 'security-group-closes-database-ports',
  title: 'Security groups let nobody from the internet reach databases.',
  type: 'AWS::EC2::SecurityGroup',
  severity: 'high',
  exposure: 'public',
  controls: { soc2: ['CC6.1', 'CC6.6'], 'pci-dss-4.0': ['1.3.1', '1.4.4'] },
  shows: ['GroupId', 'IpPermissions'],
  remediation: {
    advice: 'Allow the security groups of the services that use the database.',
    sideEffects: 'Clients from elsewhere are refused.',
    inverse: 'Authorise the same rules again.',
  },
  check({ properties }) {
    const open = openPorts(properties['IpPermissions'], DATABASES);
    return open.length === 0 ? undefined : `The whole internet reaches port ${open.join(', ')}.`;
  },
});
