import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'everybody',
    properties: {
      QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/000000000000/orders',
      KmsMasterKeyId: null,
      SqsManagedSseEnabled: true,
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:000000000000:orders"}]}',
    },
    fails: true,
  },
  {
    what: 'everybody of one organisation',
    properties: {
      QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/000000000000/orders',
      KmsMasterKeyId: null,
      SqsManagedSseEnabled: true,
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:000000000000:orders", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-abc123defg"}}}]}',
    },
    fails: false,
  },
  {
    what: 'another account by name',
    properties: {
      QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/000000000000/orders',
      KmsMasterKeyId: null,
      SqsManagedSseEnabled: true,
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:000000000000:orders"}]}',
    },
    fails: false,
  },
  {
    what: 'no policy',
    properties: {
      QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/000000000000/orders',
      KmsMasterKeyId: null,
      SqsManagedSseEnabled: true,
      Policy: null,
    },
    fails: false,
  },
];
