import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'everybody may read',
    properties: {
      Name: 'reports',
      PublicAccessBlock: null,
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*"}]}',
      Versioning: 'Enabled',
      Encryption: 'AES256',
      Logging: { TargetBucket: 'logs', TargetPrefix: 'reports/' },
    },
    fails: true,
  },
  {
    what: 'everybody of one organisation may read',
    properties: {
      Name: 'reports',
      PublicAccessBlock: null,
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-abc123defg"}}}]}',
      Versioning: 'Enabled',
      Encryption: 'AES256',
      Logging: { TargetBucket: 'logs', TargetPrefix: 'reports/' },
    },
    fails: false,
  },
  {
    what: 'a public policy behind a block that makes it void',
    properties: {
      Name: 'reports',
      PublicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*"}]}',
      Versioning: 'Enabled',
      Encryption: 'AES256',
      Logging: { TargetBucket: 'logs', TargetPrefix: 'reports/' },
    },
    fails: false,
  },
  {
    what: 'a condition that binds nobody',
    properties: {
      Name: 'reports',
      PublicAccessBlock: null,
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}}]}',
      Versioning: 'Enabled',
      Encryption: 'AES256',
      Logging: { TargetBucket: 'logs', TargetPrefix: 'reports/' },
    },
    fails: true,
  },
];
