import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'sns-topic-is-encrypted',
  title: 'Topics are encrypted at rest.',
  type: 'AWS::SNS::Topic',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['CC6.1'], 'pci-dss-4.0': ['3.5.1'] },
  shows: ['TopicArn', 'KmsMasterKeyId'],
  needs: ['KmsMasterKeyId'],
  remediation: {
    advice: 'Name a key whose policy lets the publishers use it.',
    sideEffects: 'Publishers that may not use the key fail, alarms of CloudWatch among them.',
    inverse: 'Take the key away.',
  },
  check({ properties }) {
    return properties['KmsMasterKeyId'] ? undefined : 'Its messages are kept plain until they are delivered.';
  },
});
