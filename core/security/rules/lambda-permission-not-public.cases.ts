import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'everybody',
    properties: {
      FunctionName: 'orders',
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "lambda:InvokeFunction", "Resource": "arn:aws:lambda:eu-west-1:000000000000:function:orders"}]}',
    },
    fails: true,
  },
  {
    what: 'everybody of one organisation',
    properties: {
      FunctionName: 'orders',
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "lambda:InvokeFunction", "Resource": "arn:aws:lambda:eu-west-1:000000000000:function:orders", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-abc123defg"}}}]}',
    },
    fails: false,
  },
  {
    what: 'another account by name',
    properties: {
      FunctionName: 'orders',
      Policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "lambda:InvokeFunction", "Resource": "arn:aws:lambda:eu-west-1:000000000000:function:orders"}]}',
    },
    fails: false,
  },
  { what: 'no policy', properties: { FunctionName: 'orders', Policy: null }, fails: false },
];
