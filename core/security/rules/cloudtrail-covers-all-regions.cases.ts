import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'one region',
    properties: {
      Name: 'all',
      IsMultiRegionTrail: false,
      IncludeGlobalServiceEvents: true,
      LogFileValidationEnabled: true,
      KmsKeyId: 'arn:aws:kms:eu-west-1:000000000000:key/k-1',
      IsLogging: true,
    },
    fails: true,
  },
  {
    what: 'all regions',
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
    what: 'all regions, stopped',
    properties: {
      Name: 'all',
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      LogFileValidationEnabled: true,
      KmsKeyId: 'arn:aws:kms:eu-west-1:000000000000:key/k-1',
      IsLogging: false,
    },
    fails: false,
  },
];
