import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'nobody is asked',
    properties: { FunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:orders', AuthType: 'NONE' },
    fails: true,
  },
  {
    what: 'IAM',
    properties: { FunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:orders', AuthType: 'AWS_IAM' },
    fails: false,
  },
  {
    what: 'IAM for one alias',
    properties: {
      FunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:orders:live',
      AuthType: 'AWS_IAM',
    },
    fails: false,
  },
];
