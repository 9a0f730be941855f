import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'all actions on all resources',
    properties: {
      PolicyName: 'builders',
      AttachmentCount: 1,
      Document: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
    },
    fails: true,
  },
  {
    what: 'all actions on one bucket',
    properties: {
      PolicyName: 'builders',
      AttachmentCount: 1,
      Document: { Statement: [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::reports/*' }] },
    },
    fails: false,
  },
  {
    what: 'all of S3, everywhere',
    properties: {
      PolicyName: 'builders',
      AttachmentCount: 1,
      Document: { Statement: { Effect: 'Allow', Action: ['s3:*'], Resource: '*' } },
    },
    fails: false,
  },
  {
    what: 'among other statements',
    properties: {
      PolicyName: 'builders',
      AttachmentCount: 1,
      Document: {
        Statement: [
          { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
          { Effect: 'Allow', Action: ['*'], Resource: ['*'] },
        ],
      },
    },
    fails: true,
  },
];
