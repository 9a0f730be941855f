import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'mutable',
    properties: {
      repositoryName: 'shop',
      imageScanningConfiguration: { scanOnPush: true },
      imageTagMutability: 'MUTABLE',
      Policy: null,
    },
    fails: true,
  },
  {
    what: 'immutable',
    properties: {
      repositoryName: 'shop',
      imageScanningConfiguration: { scanOnPush: true },
      imageTagMutability: 'IMMUTABLE',
      Policy: null,
    },
    fails: false,
  },
  {
    what: 'immutable with exceptions',
    properties: {
      repositoryName: 'shop',
      imageScanningConfiguration: { scanOnPush: true },
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      Policy: null,
    },
    fails: false,
  },
];
