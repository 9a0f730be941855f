import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'everybody',
    properties: {
      KeyId: 'k-1',
      KeyManager: 'CUSTOMER',
      KeyState: 'Enabled',
      KeySpec: 'SYMMETRIC_DEFAULT',
      Origin: 'AWS_KMS',
      KeyRotationEnabled: true,
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"}]}',
    },
    fails: true,
  },
  {
    what: 'everybody of one organisation',
    properties: {
      KeyId: 'k-1',
      KeyManager: 'CUSTOMER',
      KeyState: 'Enabled',
      KeySpec: 'SYMMETRIC_DEFAULT',
      Origin: 'AWS_KMS',
      KeyRotationEnabled: true,
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:Decrypt", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-abc123defg"}}}]}',
    },
    fails: false,
  },
  {
    what: 'another account by name',
    properties: {
      KeyId: 'k-1',
      KeyManager: 'CUSTOMER',
      KeyState: 'Enabled',
      KeySpec: 'SYMMETRIC_DEFAULT',
      Origin: 'AWS_KMS',
      KeyRotationEnabled: true,
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "kms:Decrypt", "Resource": "*"}]}',
    },
    fails: false,
  },
  {
    what: 'no policy',
    properties: {
      KeyId: 'k-1',
      KeyManager: 'CUSTOMER',
      KeyState: 'Enabled',
      KeySpec: 'SYMMETRIC_DEFAULT',
      Origin: 'AWS_KMS',
      KeyRotationEnabled: true,
      Policy: null,
    },
    fails: false,
  },
];
