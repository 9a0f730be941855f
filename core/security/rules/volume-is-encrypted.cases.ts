import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'plain',
    properties: { VolumeId: 'vol-1', Encrypted: false, State: 'in-use', Size: 8 },
    fails: true,
  },
  {
    what: 'encrypted',
    properties: { VolumeId: 'vol-1', Encrypted: true, State: 'in-use', Size: 8 },
    fails: false,
  },
  {
    what: 'encrypted and attached to nothing',
    properties: { VolumeId: 'vol-1', Encrypted: true, State: 'available', Size: 8 },
    fails: false,
  },
];
