import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'no scan',
    properties: {
      repositoryName: 'shop',
      imageScanningConfiguration: { scanOnPush: false },
      imageTagMutability: 'IMMUTABLE',
      Policy: null,
    },
    fails: true,
  },
  {
    what: 'a scan',
    properties: {
      repositoryName: 'shop',
      imageScanningConfiguration: { scanOnPush: true },
      imageTagMutability: 'IMMUTABLE',
      Policy: null,
    },
    fails: false,
  },
  {
    what: 'a scan, and tags that can move',
    properties: {
      repositoryName: 'shop',
      imageScanningConfiguration: { scanOnPush: true },
      imageTagMutability: 'MUTABLE',
      Policy: null,
    },
    fails: false,
  },
];
