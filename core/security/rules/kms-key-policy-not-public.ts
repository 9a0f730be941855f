import { openWords } from '../open-words.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'kms-key-policy-not-public',
  title: 'Key policies allow nothing to everybody.',
  type: 'AWS::KMS::Key',
  severity: 'critical',
  exposure: 'public',
  controls: { soc2: ['CC6.1'], 'pci-dss-4.0': ['3.6.1', '3.7.6'] },
  shows: ['KeyId', 'Policy'],
  needs: ['Policy'],
  remediation: {
    advice:
      'Name the principals in the policy, or bind the statement by a condition such as aws:SourceAccount.',
    sideEffects: 'Callers that no statement names are refused.',
    inverse: 'Put the earlier policy back.',
  },
  check({ properties }) {
    return openWords(properties['Policy']);
  },
});
