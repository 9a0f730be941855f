import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'a key of 91 days',
    properties: {
      UserName: 'ada',
      PasswordEnabled: true,
      MfaActive: true,
      PasswordLastUsed: '2026-10-30T09:00:00.000Z',
      CreateDate: '2026-01-05T09:00:00.000Z',
      AccessKeys: [
        { Active: true, LastRotated: '2026-08-02T00:00:00.000Z', LastUsed: '2026-10-31T00:00:00.000Z' },
      ],
    },
    fails: true,
  },
  {
    what: 'a key of 89 days',
    properties: {
      UserName: 'ada',
      PasswordEnabled: true,
      MfaActive: true,
      PasswordLastUsed: '2026-10-30T09:00:00.000Z',
      CreateDate: '2026-01-05T09:00:00.000Z',
      AccessKeys: [
        { Active: true, LastRotated: '2026-08-04T00:00:00.000Z', LastUsed: '2026-10-31T00:00:00.000Z' },
      ],
    },
    fails: false,
  },
  {
    what: 'an old key that is inactive',
    properties: {
      UserName: 'ada',
      PasswordEnabled: true,
      MfaActive: true,
      PasswordLastUsed: '2026-10-30T09:00:00.000Z',
      CreateDate: '2026-01-05T09:00:00.000Z',
      AccessKeys: [{ Active: false, LastRotated: '2020-08-04T00:00:00.000Z', LastUsed: null }],
    },
    fails: false,
  },
];
