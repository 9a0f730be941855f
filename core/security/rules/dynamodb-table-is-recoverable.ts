import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'dynamodb-table-is-recoverable',
  title: 'Tables can be brought back to any moment of the last weeks.',
  type: 'AWS::DynamoDB::Table',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['A1.2', 'CC7.5'], 'pci-dss-4.0': ['10.3.3'] },
  shows: ['TableName', 'PointInTimeRecoveryStatus'],
  needs: ['PointInTimeRecoveryStatus'],
  remediation: {
    advice: 'Enable point-in-time recovery.',
    sideEffects: 'It is billed by the size of the table.',
    inverse: 'Disable it.',
  },
  check({ properties }) {
    return properties['PointInTimeRecoveryStatus'] === 'ENABLED'
      ? undefined
      : 'What is deleted or overwritten is gone.';
  },
});
