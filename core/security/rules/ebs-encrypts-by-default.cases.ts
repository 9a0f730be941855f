import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  { what: 'off', properties: { EbsEncryptionByDefault: false, Region: 'eu-west-1' }, fails: true },
  { what: 'on', properties: { EbsEncryptionByDefault: true, Region: 'eu-west-1' }, fails: false },
  {
    what: 'on in another region',
    properties: { EbsEncryptionByDefault: true, Region: 'eu-central-1' },
    fails: false,
  },
];
