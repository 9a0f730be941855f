import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'writable',
    properties: { family: 'shop', containerDefinitions: [{ name: 'web', image: 'shop:1' }] },
    fails: true,
  },
  {
    what: 'read-only',
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
    what: 'read-only with a mount',
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
          mountPoints: [{ sourceVolume: 'tmp', containerPath: '/tmp' }],
        },
      ],
    },
    fails: false,
  },
];
