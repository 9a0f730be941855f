import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  paginateListTasks,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { type Call, collect, json } from './call.ts';

const cluster = 'main';
const SECONDS = 1_767_225_600;
const DEFINITION = {
  family: 'shop',
  containerDefinitions: [{ name: 'web', image: 'shop@sha256:0', environment: [{ name: 'A', value: 'b' }] }],
};

/** JSON 1.1. */
export const ecsCalls: Readonly<Record<string, Call>> = {
  'ecs services': {
    send: (clients) =>
      clients(ECSClient).send(
        new DescribeServicesCommand({ cluster, services: ['shop'], include: ['TAGS'] }),
      ),
    answers: [
      json({
        services: [
          { serviceName: 'shop', desiredCount: 2, createdAt: SECONDS, tags: [{ key: 'a', value: 'b' }] },
        ],
        failures: [],
      }),
    ],
    expected: {
      services: [{ desiredCount: 2, createdAt: new Date(SECONDS * 1000), tags: [{ key: 'a' }] }],
      failures: [],
    },
  },
  'ecs task definition': {
    send: (clients) =>
      clients(ECSClient).send(new DescribeTaskDefinitionCommand({ taskDefinition: 'shop:1' })),
    answers: [json({ __type: 'ClientException', message: 'Unable to describe task definition.' }, 400)],
    expected: { name: 'ClientException', message: 'Unable to describe task definition.', $fault: 'client' },
  },
  'ecs tasks, after an outage': {
    send: async (clients) => {
      const { tasks, $metadata } = await clients(ECSClient).send(
        new DescribeTasksCommand({ cluster, tasks: ['t'] }),
      );
      return { tasks, attempts: $metadata.attempts };
    },
    answers: [{ status: 503, body: '' }, json({ tasks: [{ taskArn: 't', healthStatus: 'HEALTHY' }] })],
    expected: { tasks: [{ healthStatus: 'HEALTHY' }], attempts: 2 },
  },
  'ecs list': {
    send: (clients) => clients(ECSClient).send(new ListTasksCommand({ cluster, serviceName: 'shop' })),
    answers: [json({ taskArns: ['t'] })],
    expected: { taskArns: ['t'] },
  },
  'ecs list, two pages': {
    send: (clients) => collect(paginateListTasks({ client: clients(ECSClient) }, { cluster })),
    answers: [json({ taskArns: ['t'], nextToken: 'more' }), json({ taskArns: ['u'] })],
    expected: [{ taskArns: ['t'] }, { taskArns: ['u'] }],
  },
  'ecs register': {
    send: (clients) => clients(ECSClient).send(new RegisterTaskDefinitionCommand(DEFINITION)),
    answers: [json({ taskDefinition: { ...DEFINITION, taskDefinitionArn: 'd', revision: 2 } })],
    expected: { taskDefinition: { revision: 2, containerDefinitions: DEFINITION.containerDefinitions } },
  },
  'ecs update': {
    send: (clients) =>
      clients(ECSClient).send(new UpdateServiceCommand({ cluster, service: 'shop', desiredCount: 0 })),
    answers: [json({ __type: 'ServiceNotActiveException', message: 'Not active' }, 400)],
    expected: { name: 'ServiceNotActiveException', $fault: 'client' },
  },
};
