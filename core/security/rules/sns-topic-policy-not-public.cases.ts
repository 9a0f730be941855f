import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'everybody',
    properties: {
      TopicArn: 'arn:aws:sns:eu-west-1:000000000000:orders',
      KmsMasterKeyId: 'alias/orders',
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": "arn:aws:sns:eu-west-1:000000000000:orders"}]}',
    },
    fails: true,
  },
  {
    what: 'everybody of one organisation',
    properties: {
      TopicArn: 'arn:aws:sns:eu-west-1:000000000000:orders',
      KmsMasterKeyId: 'alias/orders',
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sns:Publish", "Resource": "arn:aws:sns:eu-west-1:000000000000:orders", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-abc123defg"}}}]}',
    },
    fails: false,
  },
  {
    what: 'another account by name',
    properties: {
      TopicArn: 'arn:aws:sns:eu-west-1:000000000000:orders',
      KmsMasterKeyId: 'alias/orders',
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "sns:Publish", "Resource": "arn:aws:sns:eu-west-1:000000000000:orders"}]}',
    },
    fails: false,
  },
  {
    what: 'no policy',
    properties: {
      TopicArn: 'arn:aws:sns:eu-west-1:000000000000:orders',
      KmsMasterKeyId: 'alias/orders',
      Policy: null,
    },
    fails: false,
  },
];
