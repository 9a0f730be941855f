import { numberOf, partOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

const KINDS = [
  'RequireNumbers',
  'RequireSymbols',
  'RequireLowercaseCharacters',
  'RequireUppercaseCharacters',
];

export const rule = defineRule({
  name: 'iam-password-policy-strong',
  title: 'Passwords have at least 14 characters of several kinds, and none of the last 24 again.',
  type: 'AWS::IAM::Account',
  severity: 'medium',
  exposure: 'public',
  controls: { soc2: ['CC6.1'], 'pci-dss-4.0': ['8.3.6', '8.3.7'] },
  shows: ['PasswordPolicy'],
  needs: ['PasswordPolicy'],
  remediation: {
    advice: 'Set a password policy of the account.',
    sideEffects: 'People with weaker passwords must choose new ones at their next change.',
    inverse: 'Put the earlier policy back, or delete it where there was none.',
  },
  check({ properties }) {
    const policy = partOf(properties['PasswordPolicy']);
    const lacking = [
      ...((numberOf(policy['MinimumPasswordLength']) ?? 0) < 14 ? ['14 characters'] : []),
      ...KINDS.filter((name) => policy[name] !== true),
      ...((numberOf(policy['PasswordReusePrevention']) ?? 0) < 24 ? ['no reuse of the last 24'] : []),
    ];
    return lacking.length === 0 ? undefined : `Its password policy does not ask for ${lacking.join(', ')}.`;
  },
});
