import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'no log',
    properties: {
      Name: 'reports',
      PublicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      Policy: null,
      Versioning: 'Enabled',
      Encryption: 'AES256',
      Logging: null,
    },
    fails: true,
  },
  {
    what: 'a log',
    properties: {
      Name: 'reports',
      PublicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      Policy: null,
      Versioning: 'Enabled',
      Encryption: 'AES256',
      Logging: { TargetBucket: 'logs', TargetPrefix: 'reports/' },
    },
    fails: false,
  },
  {
    what: 'a log without a prefix',
    properties: {
      Name: 'reports',
      PublicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      Policy: null,
      Versioning: 'Enabled',
      Encryption: 'AES256',
      Logging: { TargetBucket: 'logs', TargetPrefix: '' },
    },
    fails: false,
  },
];
