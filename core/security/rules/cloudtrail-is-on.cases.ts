import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'a trail that has stopped',
    properties: { Trails: [{ IsMultiRegionTrail: true, IsLogging: false }] },
    fails: true,
  },
  {
    what: 'one of two logs everywhere',
    properties: {
      Trails: [
        { IsMultiRegionTrail: false, IsLogging: true },
        { IsMultiRegionTrail: true, IsLogging: true },
      ],
    },
    fails: false,
  },
  {
    what: 'a trail that logs',
    properties: { Trails: [{ IsMultiRegionTrail: true, IsLogging: true }] },
    fails: false,
  },
  { what: 'no trail', properties: { Trails: [] }, fails: true },
];
