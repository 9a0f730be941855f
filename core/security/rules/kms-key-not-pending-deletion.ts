import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'kms-key-not-pending-deletion',
  title: 'No customer key is about to be deleted.',
  type: 'AWS::KMS::Key',
  severity: 'high',
  exposure: 'private',
  controls: { soc2: ['A1.2', 'CC6.5'], 'pci-dss-4.0': ['3.7.5'] },
  shows: ['KeyId', 'KeyState'],
  remediation: {
    advice: 'Cancel the deletion unless nothing is encrypted with it any more.',
    sideEffects: 'None.',
    inverse: 'Schedule the deletion again.',
  },
  check({ properties }) {
    return properties['KeyState'] === 'PendingDeletion'
      ? 'What it encrypts can soon be read by nobody.'
      : undefined;
  },
});
