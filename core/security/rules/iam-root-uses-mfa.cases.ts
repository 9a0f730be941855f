import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'no second factor',
    properties: {
      Summary: { AccountAccessKeysPresent: 0, AccountMFAEnabled: 0, Users: 3 },
      PasswordPolicy: {
        MinimumPasswordLength: 14,
        RequireNumbers: true,
        RequireSymbols: true,
        RequireLowercaseCharacters: true,
        RequireUppercaseCharacters: true,
        PasswordReusePrevention: 24,
      },
    },
    fails: true,
  },
  {
    what: 'a second factor',
    properties: {
      Summary: { AccountAccessKeysPresent: 0, AccountMFAEnabled: 1, Users: 3 },
      PasswordPolicy: {
        MinimumPasswordLength: 14,
        RequireNumbers: true,
        RequireSymbols: true,
        RequireLowercaseCharacters: true,
        RequireUppercaseCharacters: true,
        PasswordReusePrevention: 24,
      },
    },
    fails: false,
  },
  {
    what: 'a second factor, and keys',
    properties: {
      Summary: { AccountAccessKeysPresent: 1, AccountMFAEnabled: 1, Users: 3 },
      PasswordPolicy: {
        MinimumPasswordLength: 14,
        RequireNumbers: true,
        RequireSymbols: true,
        RequireLowercaseCharacters: true,
        RequireUppercaseCharacters: true,
        PasswordReusePrevention: 24,
      },
    },
    fails: false,
  },
];
