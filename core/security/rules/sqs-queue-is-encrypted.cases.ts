import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'plain',
    properties: {
      QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/000000000000/orders',
      KmsMasterKeyId: null,
      SqsManagedSseEnabled: false,
      Policy: null,
    },
    fails: true,
  },
  {
    what: "SQS's own keys",
    properties: {
      QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/000000000000/orders',
      KmsMasterKeyId: null,
      SqsManagedSseEnabled: true,
      Policy: null,
    },
    fails: false,
  },
  {
    what: 'a customer key',
    properties: {
      QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/000000000000/orders',
      KmsMasterKeyId: 'alias/orders',
      SqsManagedSseEnabled: false,
      Policy: null,
    },
    fails: false,
  },
];
