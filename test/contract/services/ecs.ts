import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTagsForResourceCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { type Case, contract, errorOf } from '../contract.ts';

const CLUSTER = 'contract';
const SERVICE = 'contract-blue';
const REPOSITORY = 'contract';

/** As moto wants it, too: with CPU and memory for the container. */
const definition = (family: string, tag = 'v1'): RegisterTaskDefinitionCommandInput => ({
  family,
  containerDefinitions: [
    {
      name: 'app',
      image: `000000000000.dkr.ecr.eu-west-1.amazonaws.com/${REPOSITORY}:${tag}`,
      essential: true,
      cpu: 256,
      memory: 512,
      portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
    },
  ],
  networkMode: 'bridge',
  tags: [{ key: 'operate:service', value: family }],
});
const register = (ecs: ECSClient, family: string, tag?: string) =>
  ecs.send(new RegisterTaskDefinitionCommand(definition(family, tag)));
const describe = (ecs: ECSClient, taskDefinition: string) =>
  ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] }));
const services = (ecs: ECSClient, ...names: string[]) =>
  ecs.send(new DescribeServicesCommand({ cluster: CLUSTER, services: names, include: ['TAGS'] }));

const DEFINITIONS: readonly Case<ECSClient>[] = [
  {
    name: 'every registration is a new revision of its family',
    async act(ecs) {
      const first = await register(ecs, 'revisions');
      const second = await register(ecs, 'revisions');
      return [first, second].map(({ taskDefinition }) => [
        taskDefinition?.revision,
        taskDefinition?.status,
        taskDefinition?.taskDefinitionArn?.split(':').slice(5).join(':'),
      ]);
    },
    expected: [
      [1, 'ACTIVE', 'task-definition/revisions:1'],
      [2, 'ACTIVE', 'task-definition/revisions:2'],
    ],
  },
  {
    name: 'a family alone means its latest revision, whose tags come when asked for',
    async act(ecs) {
      await register(ecs, 'latest');
      await register(ecs, 'latest', 'v2');
      const { taskDefinition, tags } = await describe(ecs, 'latest');
      const image = taskDefinition?.containerDefinitions?.[0]?.image?.split('/')[1];
      return { revision: taskDefinition?.revision, image, tags };
    },
    expected: {
      revision: 2,
      image: `${REPOSITORY}:v2`,
      tags: [{ key: 'operate:service', value: 'latest' }],
    },
  },
  {
    name: 'a revision can be asked for by family and number',
    async act(ecs) {
      await register(ecs, 'numbered');
      await register(ecs, 'numbered', 'v2');
      const { taskDefinition } = await describe(ecs, 'numbered:1');
      return taskDefinition?.containerDefinitions?.[0]?.image?.split('/')[1];
    },
    expected: `${REPOSITORY}:v1`,
  },
  {
    name: 'a task definition that does not exist is refused',
    act: (ecs) => errorOf(describe(ecs, 'nowhere')),
    expected: 'ClientException',
  },
];

const SERVICES: readonly Case<ECSClient>[] = [
  {
    name: 'a service shows its definition, its counts and its one deployment',
    async act(ecs) {
      const { services: [service] = [] } = await services(ecs, SERVICE);
      return {
        status: service?.status,
        desired: service?.desiredCount,
        definition: service?.taskDefinition?.split('/')[1],
        deployments: service?.deployments?.map(({ status, taskDefinition, desiredCount }) => [
          status,
          taskDefinition?.split('/')[1],
          desiredCount,
        ]),
        tags: service?.tags,
      };
    },
    expected: {
      status: 'ACTIVE',
      desired: 0,
      definition: 'contract:1',
      deployments: [['PRIMARY', 'contract:1', 0]],
      tags: [{ key: 'operate:service', value: 'contract' }],
    },
  },
  {
    name: 'a service that does not exist is a failure in the answer, not an error',
    async act(ecs) {
      const { services: found, failures } = await services(ecs, SERVICE, 'nowhere');
      return { found: found?.length, failures: failures?.map(({ reason }) => reason) };
    },
    expected: { found: 1, failures: ['MISSING'] },
  },
  {
    name: 'a cluster that does not exist is named as such',
    act: (ecs) => errorOf(ecs.send(new DescribeServicesCommand({ cluster: 'nowhere', services: [SERVICE] }))),
    expected: 'ClusterNotFoundException',
  },
  {
    name: 'an update of the desired count is shown at once and begins no deployment',
    async act(ecs) {
      const update = new UpdateServiceCommand({ cluster: CLUSTER, service: SERVICE, desiredCount: 1 });
      const { service } = await ecs.send(update);
      return [service?.desiredCount, service?.deployments?.length];
    },
    expected: [1, 1],
  },
  {
    name: 'an update to another revision begins a deployment beside the one that serves',
    async act(ecs) {
      const { taskDefinition } = await register(ecs, 'contract', 'v2');
      const { service } = await ecs.send(
        new UpdateServiceCommand({
          cluster: CLUSTER,
          service: SERVICE,
          taskDefinition: taskDefinition?.taskDefinitionArn,
        }),
      );
      return service?.deployments?.map(({ status, taskDefinition: of }) => [status, of?.split('/')[1]]);
    },
    expected: [
      ['PRIMARY', 'contract:2'],
      ['ACTIVE', 'contract:1'],
    ],
  },
  {
    name: 'a service that does not exist cannot be updated',
    act: (ecs) =>
      errorOf(ecs.send(new UpdateServiceCommand({ cluster: CLUSTER, service: 'nowhere', desiredCount: 1 }))),
    expected: 'ServiceNotFoundException',
  },
  {
    name: 'a service’s tags can be listed by its ARN',
    async act(ecs) {
      const { services: [service] = [] } = await services(ecs, SERVICE);
      const list = new ListTagsForResourceCommand({ resourceArn: service?.serviceArn });
      return (await ecs.send(list)).tags;
    },
    expected: [{ key: 'operate:service', value: 'contract' }],
  },
];

const TASKS: readonly Case<ECSClient>[] = [
  {
    name: 'a service without tasks lists none',
    async act(ecs) {
      return (await ecs.send(new ListTasksCommand({ cluster: CLUSTER, serviceName: 'contract-green' })))
        .taskArns;
    },
    expected: [],
  },
  {
    name: 'tasks of a service that does not exist are refused',
    act: (ecs) => errorOf(ecs.send(new ListTasksCommand({ cluster: CLUSTER, serviceName: 'nowhere' }))),
    expected: 'ServiceNotFoundException',
  },
  {
    name: 'a task that does not exist is a failure in the answer',
    async act(ecs) {
      const tasks = ['0123456789abcdef0123456789abcdef'];
      const answer = await ecs.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks }));
      return { tasks: answer.tasks?.length, failures: answer.failures?.map(({ reason }) => reason) };
    },
    expected: { tasks: 0, failures: ['MISSING'] },
  },
];

/** Task definitions, services and tasks as the ECS driver reads and changes them. */
export const ecs = contract<ECSClient>({
  service: 'ECS',
  async sandbox({ account, clients }) {
    const { ecs: containers, ecr } = account.users;
    const behaviour = {
      startSeconds: 1,
      healthy: true,
      crash: 'never' as const,
      errorShare: 0,
      latencyMedianMs: 5,
      latencySigma: 0.1,
    };
    for (const tag of ['v1', 'v2']) ecr.pushImage(REPOSITORY, tag, behaviour);
    containers.createCluster(CLUSTER);
    const { taskDefinitionArn } = containers.registerTaskDefinition(definition('contract'));
    for (const name of [SERVICE, 'contract-green'])
      containers.createService({
        cluster: CLUSTER,
        name,
        taskDefinition: taskDefinitionArn,
        desiredCount: 0,
        tags: { 'operate:service': 'contract' },
      });
    return clients(ECSClient);
  },
  async moto({ clients }) {
    const client = clients(ECSClient);
    await client.send(new CreateClusterCommand({ clusterName: CLUSTER }));
    const { taskDefinition } = await register(client, 'contract');
    for (const serviceName of [SERVICE, 'contract-green'])
      await client.send(
        new CreateServiceCommand({
          cluster: CLUSTER,
          serviceName,
          taskDefinition: taskDefinition?.taskDefinitionArn,
          desiredCount: 0,
          tags: [{ key: 'operate:service', value: 'contract' }],
        }),
      );
    return client;
  },
  cases: [...DEFINITIONS, ...SERVICES, ...TASKS],
});
