import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'thirty days',
    properties: {
      logGroupName: '/aws/cloudtrail',
      retentionInDays: 30,
      kmsKeyId: 'arn:aws:kms:eu-west-1:000000000000:key/k-1',
      storedBytes: 1,
    },
    fails: true,
  },
  {
    what: '400 days',
    properties: {
      logGroupName: '/aws/cloudtrail',
      retentionInDays: 400,
      kmsKeyId: 'arn:aws:kms:eu-west-1:000000000000:key/k-1',
      storedBytes: 1,
    },
    fails: false,
  },
  {
    what: 'for ever',
    properties: {
      logGroupName: '/aws/cloudtrail',
      kmsKeyId: 'arn:aws:kms:eu-west-1:000000000000:key/k-1',
      storedBytes: 1,
    },
    fails: false,
  },
  {
    what: 'thirty days of what is no audit',
    properties: {
      logGroupName: '/shop',
      retentionInDays: 30,
      kmsKeyId: 'arn:aws:kms:eu-west-1:000000000000:key/k-1',
      storedBytes: 1,
    },
    fails: false,
  },
];
