import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'no key',
    properties: { logGroupName: '/shop', retentionInDays: 400, kmsKeyId: null, storedBytes: 1 },
    fails: true,
  },
  {
    what: 'a key',
    properties: {
      logGroupName: '/shop',
      retentionInDays: 400,
      kmsKeyId: 'arn:aws:kms:eu-west-1:000000000000:key/k-1',
      storedBytes: 1,
    },
    fails: false,
  },
  {
    what: 'a key, kept for a month',
    properties: {
      logGroupName: '/shop',
      retentionInDays: 30,
      kmsKeyId: 'arn:aws:kms:eu-west-1:000000000000:key/k-1',
      storedBytes: 1,
    },
    fails: false,
  },
];
