import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'volume-is-encrypted',
  title: 'Volumes are encrypted.',
  type: 'AWS::EC2::Volume',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC6.1', 'CC6.7'], 'pci-dss-4.0': ['3.5.1'] },
  shows: ['VolumeId', 'Encrypted'],
  remediation: {
    advice: 'Copy its snapshot with a key and replace the volume.',
    sideEffects: 'The instance is stopped while the volume is replaced.',
    inverse: 'Attach the old volume again, which is kept until then.',
  },
  check({ properties }) {
    return properties['Encrypted'] === true ? undefined : 'Whoever gets at a snapshot of it can read it.';
  },
});
