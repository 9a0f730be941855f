import { partOf } from '../properties.ts';
import { defineRule } from '../rule.ts';
import { secretsAmong } from '../secret-values.ts';

export const rule = defineRule({
  name: 'lambda-environment-has-no-secret-value',
  title: 'Environments of functions hold no secrets.',
  type: 'AWS::Lambda::Function',
  severity: 'high',
  exposure: 'private',
  finds: 'secrets',
  controls: { soc2: ['CC6.1'], 'pci-dss-4.0': ['8.6.2', '3.6.1'] },
  shows: ['FunctionName', 'Runtime'],
  remediation: {
    advice: 'Put the value into Secrets Manager, let the function read it there, and renew it.',
    sideEffects: 'The function needs secretsmanager:GetSecretValue on the secret.',
    inverse: 'Set the variable again; the renewed value has to be used.',
  },
  check({ properties }) {
    const found = secretsAmong(partOf(partOf(properties['Environment'])['Variables']));
    return found.length === 0 ? undefined : `Whoever may read its configuration reads ${found.join(', ')}.`;
  },
});
