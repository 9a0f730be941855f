import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  { what: 'no detector', properties: { Detectors: [] }, fails: true },
  { what: 'a detector', properties: { Detectors: [{ Status: 'ENABLED' }] }, fails: false },
  {
    what: 'a detector that looks every six hours',
    properties: { Detectors: [{ Status: 'ENABLED', FindingPublishingFrequency: 'SIX_HOURS' }] },
    fails: false,
  },
  { what: 'a suspended one', properties: { Detectors: [{ Status: 'DISABLED' }] }, fails: true },
];
