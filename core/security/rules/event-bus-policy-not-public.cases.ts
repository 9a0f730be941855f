import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'everybody',
    properties: {
      Name: 'orders',
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "events:PutEvents", "Resource": "arn:aws:events:eu-west-1:000000000000:event-bus/orders"}]}',
    },
    fails: true,
  },
  {
    what: 'everybody of one organisation',
    properties: {
      Name: 'orders',
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "events:PutEvents", "Resource": "arn:aws:events:eu-west-1:000000000000:event-bus/orders", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-abc123defg"}}}]}',
    },
    fails: false,
  },
  {
    what: 'another account by name',
    properties: {
      Name: 'orders',
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "events:PutEvents", "Resource": "arn:aws:events:eu-west-1:000000000000:event-bus/orders"}]}',
    },
    fails: false,
  },
  { what: 'no policy', properties: { Name: 'orders', Policy: null }, fails: false },
];
