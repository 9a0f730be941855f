import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: '304 days old',
    properties: {
      Name: 'db',
      RotationEnabled: false,
      CreatedDate: '2026-01-01T00:00:00.000Z',
      LastRotatedDate: null,
      LastAccessedDate: '2026-10-30T00:00:00.000Z',
      RotationRules: { AutomaticallyAfterDays: 30 },
    },
    fails: true,
  },
  {
    what: 'renewed ten days ago',
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
    what: 'no rotation, made last month',
    properties: {
      Name: 'db',
      RotationEnabled: false,
      CreatedDate: '2026-10-01T00:00:00.000Z',
      LastRotatedDate: null,
      LastAccessedDate: '2026-10-30T00:00:00.000Z',
      RotationRules: { AutomaticallyAfterDays: 30 },
    },
    fails: false,
  },
];
