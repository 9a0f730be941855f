import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'a password unused for 120 days',
    properties: {
      UserName: 'ada',
      PasswordEnabled: true,
      MfaActive: true,
      PasswordLastUsed: '2026-07-04T00:00:00.000Z',
      CreateDate: '2026-01-05T09:00:00.000Z',
      AccessKeys: [],
    },
    fails: true,
  },
  {
    what: 'used last month',
    properties: {
      UserName: 'ada',
      PasswordEnabled: true,
      MfaActive: true,
      PasswordLastUsed: '2026-10-02T00:00:00.000Z',
      CreateDate: '2026-01-05T09:00:00.000Z',
      AccessKeys: [],
    },
    fails: false,
  },
  {
    what: 'never used, made a week ago',
    properties: {
      UserName: 'ada',
      PasswordEnabled: true,
      MfaActive: true,
      PasswordLastUsed: null,
      CreateDate: '2026-10-25T00:00:00.000Z',
      AccessKeys: [],
    },
    fails: false,
  },
  {
    what: 'a key that was never used',
    properties: {
      UserName: 'ada',
      PasswordEnabled: true,
      MfaActive: true,
      PasswordLastUsed: '2026-10-30T09:00:00.000Z',
      CreateDate: '2026-01-05T09:00:00.000Z',
      AccessKeys: [{ Active: true, LastRotated: '2026-01-01T00:00:00.000Z', LastUsed: null }],
    },
    fails: true,
  },
];
