import { partOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'iam-root-uses-mfa',
  title: 'The root user signs in with a second factor.',
  type: 'AWS::IAM::Account',
  severity: 'critical',
  exposure: 'public',
  controls: { soc2: ['CC6.1'], 'pci-dss-4.0': ['8.4.1', '8.4.2'] },
  shows: ['Summary'],
  remediation: {
    advice: 'Give the root user a second factor, a hardware key rather than an app.',
    sideEffects: 'Whoever signs in as root needs the device.',
    inverse: 'Remove the device.',
  },
  check({ properties }) {
    return partOf(properties['Summary'])['AccountMFAEnabled'] === 1
      ? undefined
      : 'A password alone opens the root user.';
  },
});
