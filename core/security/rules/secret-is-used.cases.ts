import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'read in June',
    properties: {
      Name: 'db',
      RotationEnabled: true,
      CreatedDate: '2026-01-01T00:00:00.000Z',
      LastRotatedDate: '2026-10-20T00:00:00.000Z',
      LastAccessedDate: '2026-06-01T00:00:00.000Z',
      RotationRules: { AutomaticallyAfterDays: 30 },
    },
    fails: true,
  },
  {
    what: 'read yesterday',
    properties: {
      Name: 'db',
      RotationEnabled: true,
      CreatedDate: '2026-01-01T00:00:00.000Z',
      LastRotatedDate: '2026-10-20T00:00:00.000Z',
      LastAccessedDate: '2026-10-30T00:00:00.000Z',
      RotationRules: { AutomaticallyAfterDays: 30 },
    },
    fails: false,
  },
  {
    what: 'never read, made last month',
    properties: {
      Name: 'db',
      RotationEnabled: true,
      CreatedDate: '2026-10-01T00:00:00.000Z',
      LastRotatedDate: '2026-10-20T00:00:00.000Z',
      LastAccessedDate: null,
      RotationRules: { AutomaticallyAfterDays: 30 },
    },
    fails: false,
  },
];
