import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'never versioned',
    properties: {
      Name: 'reports',
      PublicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      Policy: null,
      Versioning: null,
      Encryption: 'AES256',
      Logging: { TargetBucket: 'logs', TargetPrefix: 'reports/' },
    },
    fails: true,
  },
  {
    what: 'versioned',
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
    what: 'versioned, without a log of access',
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
    fails: false,
  },
  {
    what: 'suspended',
    properties: {
      Name: 'reports',
      PublicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      Policy: null,
      Versioning: 'Suspended',
      Encryption: 'AES256',
      Logging: { TargetBucket: 'logs', TargetPrefix: 'reports/' },
    },
    fails: true,
  },
];
