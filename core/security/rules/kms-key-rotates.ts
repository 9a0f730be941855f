import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'kms-key-rotates',
  title: 'Symmetric customer keys rotate by themselves.',
  type: 'AWS::KMS::Key',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC6.1'], 'pci-dss-4.0': ['3.7.4'] },
  shows: ['KeyId', 'KeyRotationEnabled'],
  needs: ['KeyRotationEnabled'],
  remediation: {
    advice: 'Enable automatic rotation.',
    sideEffects: 'None: what was encrypted stays readable.',
    inverse: 'Disable automatic rotation.',
  },
  appliesTo({ properties }) {
    return (
      properties['KeySpec'] === 'SYMMETRIC_DEFAULT' &&
      properties['Origin'] === 'AWS_KMS' &&
      properties['KeyState'] === 'Enabled'
    );
  },
  check({ properties }) {
    return properties['KeyRotationEnabled'] === true
      ? undefined
      : 'Its material has never been renewed by itself.';
  },
});
