import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'dynamodb-table-is-protected',
  title: 'Tables are protected from deletion.',
  type: 'AWS::DynamoDB::Table',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['A1.2'], 'pci-dss-4.0': ['10.3.3'] },
  shows: ['TableName', 'DeletionProtectionEnabled'],
  remediation: {
    advice: 'Enable deletion protection.',
    sideEffects: 'Deleting the table takes one more step.',
    inverse: 'Disable it.',
  },
  check({ properties }) {
    return properties['DeletionProtectionEnabled'] === true ? undefined : 'One call deletes it.';
  },
});
