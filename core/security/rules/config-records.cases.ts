import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'a recorder that has stopped',
    properties: { Recorders: [{ name: 'default', recording: false }] },
    fails: true,
  },
  { what: 'a recorder', properties: { Recorders: [{ name: 'default', recording: true }] }, fails: false },
  {
    what: 'one of two records',
    properties: {
      Recorders: [
        { name: 'old', recording: false },
        { name: 'default', recording: true },
      ],
    },
    fails: false,
  },
  { what: 'none', properties: { Recorders: [] }, fails: true },
];
