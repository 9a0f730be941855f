import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'a bucket without any block',
    properties: {
      Name: 'reports',
      PublicAccessBlock: null,
      Policy: null,
      Versioning: 'Enabled',
      Encryption: 'AES256',
      Logging: { TargetBucket: 'logs', TargetPrefix: 'reports/' },
    },
    fails: true,
  },
  {
    what: 'all four settings are on',
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
    what: 'all four are on, and a policy speaks of everybody with TLS',
    properties: {
      Name: 'reports',
      PublicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      Policy:
        '{"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}',
      Versioning: 'Enabled',
      Encryption: 'AES256',
      Logging: { TargetBucket: 'logs', TargetPrefix: 'reports/' },
    },
    fails: false,
  },
  {
    what: 'one of the four is off',
    properties: {
      Name: 'reports',
      PublicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: false,
      },
      Policy: null,
      Versioning: 'Enabled',
      Encryption: 'AES256',
      Logging: { TargetBucket: 'logs', TargetPrefix: 'reports/' },
    },
    fails: true,
  },
];
