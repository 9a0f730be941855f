import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'no digests',
    properties: {
      Name: 'all',
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      LogFileValidationEnabled: false,
      KmsKeyId: 'arn:aws:kms:eu-west-1:000000000000:key/k-1',
      IsLogging: true,
    },
    fails: true,
  },
  {
    what: 'digests',
    properties: {
      Name: 'all',
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      LogFileValidationEnabled: true,
      KmsKeyId: 'arn:aws:kms:eu-west-1:000000000000:key/k-1',
      IsLogging: true,
    },
    fails: false,
  },
  {
    what: 'digests without a key',
    properties: {
      Name: 'all',
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      LogFileValidationEnabled: true,
      KmsKeyId: null,
      IsLogging: true,
    },
    fails: false,
  },
];
