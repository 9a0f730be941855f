import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'no key',
    properties: { TopicArn: 'arn:aws:sns:eu-west-1:000000000000:orders', KmsMasterKeyId: null, Policy: null },
    fails: true,
  },
  {
    what: 'a key',
    properties: {
      TopicArn: 'arn:aws:sns:eu-west-1:000000000000:orders',
      KmsMasterKeyId: 'alias/orders',
      Policy: null,
    },
    fails: false,
  },
  {
    what: "AWS's own key",
    properties: {
      TopicArn: 'arn:aws:sns:eu-west-1:000000000000:orders',
      KmsMasterKeyId: 'alias/aws/sns',
      Policy: null,
    },
    fails: false,
  },
];
