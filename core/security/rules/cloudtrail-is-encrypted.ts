import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'cloudtrail-is-encrypted',
  title: 'Log files of trails are encrypted with a customer key.',
  type: 'AWS::CloudTrail::Trail',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['CC6.1'], 'pci-dss-4.0': ['10.3.2'] },
  shows: ['Name', 'KmsKeyId'],
  remediation: {
    advice: 'Name a customer key.',
    sideEffects: 'Readers need kms:Decrypt on the key.',
    inverse: 'Take the key away; files keep theirs.',
  },
  check({ properties }) {
    return properties['KmsKeyId']
      ? undefined
      : 'Whoever may read the bucket may read the log: no key is asked for.';
  },
});
