import { partOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'iam-root-has-no-access-key',
  title: 'The root user has no access keys.',
  type: 'AWS::IAM::Account',
  severity: 'critical',
  exposure: 'public',
  controls: { soc2: ['CC6.1', 'CC6.3'], 'pci-dss-4.0': ['2.2.2', '8.2.2'] },
  shows: ['Summary'],
  remediation: {
    advice: 'Delete the access keys of the root user.',
    sideEffects: 'Programs that sign as root fail; none should.',
    inverse: 'None: a deleted key cannot be brought back, only a new one be made.',
  },
  check({ properties }) {
    return partOf(properties['Summary'])['AccountAccessKeysPresent'] === 0
      ? undefined
      : 'The root user has an access key, which no policy can bind.';
  },
});
