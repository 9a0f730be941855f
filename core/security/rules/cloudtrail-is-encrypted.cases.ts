import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'no key',
    properties: {
      Name: 'all',
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      LogFileValidationEnabled: true,
      KmsKeyId: null,
      IsLogging: true,
    },
    fails: true,
  },
  {
    what: 'a key',
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
    what: 'a key by its alias',
    properties: {
      Name: 'all',
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      LogFileValidationEnabled: true,
      KmsKeyId: 'alias/trail',
      IsLogging: true,
    },
    fails: false,
  },
];
