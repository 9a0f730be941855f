import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'no policy',
    properties: {
      Summary: { AccountAccessKeysPresent: 0, AccountMFAEnabled: 1, Users: 3 },
      PasswordPolicy: null,
    },
    fails: true,
  },
  {
    what: 'all that is asked for',
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
    what: 'longer than asked for',
    properties: {
      Summary: { AccountAccessKeysPresent: 0, AccountMFAEnabled: 1, Users: 3 },
      PasswordPolicy: {
        MinimumPasswordLength: 20,
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
    what: 'too short',
    properties: {
      Summary: { AccountAccessKeysPresent: 0, AccountMFAEnabled: 1, Users: 3 },
      PasswordPolicy: {
        MinimumPasswordLength: 13,
        RequireNumbers: true,
        RequireSymbols: true,
        RequireLowercaseCharacters: true,
        RequireUppercaseCharacters: true,
        PasswordReusePrevention: 24,
      },
    },
    fails: true,
  },
];
