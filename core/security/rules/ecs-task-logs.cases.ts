import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'no log',
    properties: { family: 'shop', containerDefinitions: [{ name: 'web', image: 'shop:1' }] },
    fails: true,
  },
  {
    what: 'CloudWatch',
    properties: {
      family: 'shop',
      networkMode: 'awsvpc',
      containerDefinitions: [
        {
          name: 'web',
          image: 'shop:1',
          essential: true,
          readonlyRootFilesystem: true,
          logConfiguration: { logDriver: 'awslogs' },
        },
      ],
    },
    fails: false,
  },
  {
    what: 'another driver',
    properties: {
      family: 'shop',
      containerDefinitions: [{ name: 'web', image: 'shop:1', logConfiguration: { logDriver: 'splunk' } }],
    },
    fails: false,
  },
];
