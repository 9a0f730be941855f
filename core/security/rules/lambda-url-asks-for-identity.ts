import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'lambda-url-asks-for-identity',
  title: 'Function URLs ask who is calling.',
  type: 'AWS::Lambda::Url',
  severity: 'high',
  exposure: 'public',
  controls: { soc2: ['CC6.1', 'CC6.6'], 'pci-dss-4.0': ['6.4.2', '7.2.1'] },
  shows: ['FunctionArn', 'AuthType'],
  remediation: {
    advice: 'Set its authentication to AWS_IAM, or put an API before it.',
    sideEffects: 'Callers that do not sign are refused.',
    inverse: 'Set its authentication to NONE again.',
  },
  check({ properties }) {
    return properties['AuthType'] === 'NONE' ? 'Everybody may call it.' : undefined;
  },
});
