import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'ebs-encrypts-by-default',
  title: 'New volumes are encrypted by default.',
  type: 'AWS::EC2::Account',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC6.1', 'CC6.7'], 'pci-dss-4.0': ['3.5.1'] },
  shows: ['EbsEncryptionByDefault'],
  remediation: {
    advice: 'Enable encryption of new volumes by default.',
    sideEffects: 'None for volumes that are there.',
    inverse: 'Disable it.',
  },
  check({ properties }) {
    return properties['EbsEncryptionByDefault'] === true
      ? undefined
      : 'A new volume is encrypted only where somebody thinks of it.';
  },
});
