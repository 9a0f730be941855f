import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'iam-console-user-uses-mfa',
  title: 'Users with a password have a second factor.',
  type: 'AWS::IAM::User',
  severity: 'high',
  exposure: 'public',
  controls: { soc2: ['CC6.1'], 'pci-dss-4.0': ['8.4.2', '8.4.3'] },
  shows: ['UserName', 'PasswordEnabled', 'MfaActive'],
  remediation: {
    advice: 'Have the user register a second factor, or take the password away.',
    sideEffects: 'The user needs the device at the next sign-in.',
    inverse: 'Remove the device.',
  },
  appliesTo({ properties }) {
    return properties['PasswordEnabled'] === true;
  },
  check({ properties }) {
    return properties['MfaActive'] === true ? undefined : 'A password alone opens the console.';
  },
});
