import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'sqs-queue-is-encrypted',
  title: 'Queues are encrypted at rest.',
  type: 'AWS::SQS::Queue',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['CC6.1'], 'pci-dss-4.0': ['3.5.1'] },
  shows: ['QueueUrl', 'KmsMasterKeyId', 'SqsManagedSseEnabled'],
  needs: ['SqsManagedSseEnabled'],
  remediation: {
    advice: 'Enable encryption with the keys of SQS, which costs nothing.',
    sideEffects: 'None.',
    inverse: 'Disable it.',
  },
  check({ properties }) {
    return properties['KmsMasterKeyId'] || properties['SqsManagedSseEnabled'] === true
      ? undefined
      : 'Its messages are kept plain.';
  },
});
