import { openWords } from '../open-words.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'lambda-permission-not-public',
  title: 'Permissions of functions allow nothing to everybody.',
  type: 'AWS::Lambda::Permission',
  severity: 'critical',
  exposure: 'public',
  controls: { soc2: ['CC6.1', 'CC6.3'], 'pci-dss-4.0': ['7.2.1'] },
  shows: ['FunctionName', 'Policy'],
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
