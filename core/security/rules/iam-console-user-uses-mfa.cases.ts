import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'a password and no second factor',
    properties: {
      UserName: 'ada',
      PasswordEnabled: true,
      MfaActive: false,
      PasswordLastUsed: '2026-10-30T09:00:00.000Z',
      CreateDate: '2026-01-05T09:00:00.000Z',
      AccessKeys: [],
    },
    fails: true,
  },
  {
    what: 'a password and a second factor',
    properties: {
      UserName: 'ada',
      PasswordEnabled: true,
      MfaActive: true,
      PasswordLastUsed: '2026-10-30T09:00:00.000Z',
      CreateDate: '2026-01-05T09:00:00.000Z',
      AccessKeys: [],
    },
    fails: false,
  },
  {
    what: 'neither password nor second factor',
    properties: {
      UserName: 'ada',
      PasswordEnabled: false,
      MfaActive: false,
      PasswordLastUsed: '2026-10-30T09:00:00.000Z',
      CreateDate: '2026-01-05T09:00:00.000Z',
      AccessKeys: [],
    },
    fails: false,
  },
];
