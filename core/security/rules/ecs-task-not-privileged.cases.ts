import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'privileged',
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
          privileged: true,
        },
      ],
    },
    fails: true,
  },
  {
    what: 'not privileged',
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
          privileged: false,
        },
      ],
    },
    fails: false,
  },
  {
    what: 'a capability only',
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
          linuxParameters: { capabilities: { add: ['NET_ADMIN'] } },
        },
      ],
    },
    fails: false,
  },
];
