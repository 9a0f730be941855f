import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'log-group-is-encrypted',
  title: 'Log groups are encrypted with a customer key.',
  type: 'AWS::Logs::LogGroup',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['CC6.1'], 'pci-dss-4.0': ['10.3.2'] },
  shows: ['logGroupName', 'kmsKeyId'],
  remediation: {
    advice: 'Name a customer key whose policy lets CloudWatch Logs use it.',
    sideEffects: 'Readers need kms:Decrypt on the key.',
    inverse: 'Take the key away; lines keep theirs.',
  },
  check({ properties }) {
    return properties['kmsKeyId']
      ? undefined
      : 'Whoever may read it may read it: no key of the account is asked for.';
  },
});
