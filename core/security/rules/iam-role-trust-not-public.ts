import { openWords } from '../open-words.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'iam-role-trust-not-public',
  title: 'Roles trust nobody whom they do not name.',
  type: 'AWS::IAM::Role',
  severity: 'critical',
  exposure: 'public',
  controls: { soc2: ['CC6.1', 'CC6.3'], 'pci-dss-4.0': ['7.2.1'] },
  shows: ['RoleName', 'AssumeRolePolicyDocument'],
  remediation: {
    advice: 'Name the accounts, services or identity providers that take the role on.',
    sideEffects: 'Callers from other accounts are refused.',
    inverse: 'Put the earlier trust policy back.',
  },
  check({ properties }) {
    return openWords(properties['AssumeRolePolicyDocument']);
  },
});
