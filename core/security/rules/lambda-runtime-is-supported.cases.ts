import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'Python 3.8',
    properties: {
      FunctionName: 'orders',
      Runtime: 'python3.8',
      PackageType: 'Zip',
      Environment: { Variables: { STAGE: 'live' } },
    },
    fails: true,
  },
  {
    what: 'a current one',
    properties: {
      FunctionName: 'orders',
      Runtime: 'nodejs24.x',
      PackageType: 'Zip',
      Environment: { Variables: { STAGE: 'live' } },
    },
    fails: false,
  },
  {
    what: 'an image of its own',
    properties: {
      FunctionName: 'orders',
      PackageType: 'Image',
      Environment: { Variables: { STAGE: 'live' } },
    },
    fails: false,
  },
  {
    what: 'Node 18',
    properties: {
      FunctionName: 'orders',
      Runtime: 'nodejs18.x',
      PackageType: 'Zip',
      Environment: { Variables: { STAGE: 'live' } },
    },
    fails: true,
  },
];
