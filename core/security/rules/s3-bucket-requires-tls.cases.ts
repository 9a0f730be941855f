import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'no policy',
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
    fails: true,
  },
  {
    what: 'a statement refuses plain requests',
    properties: {
      Name: 'reports',
      PublicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"], "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}',
      Versioning: 'Enabled',
      Encryption: 'AES256',
      Logging: { TargetBucket: 'logs', TargetPrefix: 'reports/' },
    },
    fails: false,
  },
  {
    what: 'the action is written as *',
    properties: {
      Name: 'reports',
      PublicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"], "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}',
      Versioning: 'Enabled',
      Encryption: 'AES256',
      Logging: { TargetBucket: 'logs', TargetPrefix: 'reports/' },
    },
    fails: false,
  },
  {
    what: 'the denial is of one action only',
    properties: {
      Name: 'reports',
      PublicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"], "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}',
      Versioning: 'Enabled',
      Encryption: 'AES256',
      Logging: { TargetBucket: 'logs', TargetPrefix: 'reports/' },
    },
    fails: true,
  },
];
