import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'a password in an address',
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
          environment: [{ name: 'DATABASE_URL', value: 'postgres://shop:hunter2222@db:5432/shop' }],
        },
      ],
    },
    fails: true,
  },
  {
    what: 'a secret by its name',
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
          environment: [{ name: 'DATABASE_URL', value: 'postgres://db:5432/shop' }],
          secrets: [{ name: 'DB_PASSWORD', valueFrom: 'arn:aws:ssm:eu-west-1:000000000000:parameter/db' }],
        },
      ],
    },
    fails: false,
  },
  {
    what: 'a place where a secret is',
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
          environment: [{ name: 'API_KEY', value: '/run/secrets/api-key' }],
        },
      ],
    },
    fails: false,
  },
];
