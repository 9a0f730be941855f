import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'off',
    properties: { name: 'orders', type: 'STANDARD', loggingConfiguration: { level: 'OFF' } },
    fails: true,
  },
  {
    what: 'all',
    properties: { name: 'orders', type: 'STANDARD', loggingConfiguration: { level: 'ALL' } },
    fails: false,
  },
  {
    what: 'errors only',
    properties: { name: 'orders', type: 'EXPRESS', loggingConfiguration: { level: 'ERROR' } },
    fails: false,
  },
];
