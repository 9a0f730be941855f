import type {
  CreateServiceCommandInput,
  CreateServiceCommandOutput,
  DeleteServiceCommandInput,
  DeleteServiceCommandOutput,
  DeregisterTaskDefinitionCommandInput,
  DeregisterTaskDefinitionCommandOutput,
  Tag,
  TagResourceCommandInput,
} from '@aws-sdk/client-ecs';
import { refuseOtherMembers, SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { Need } from '../service.ts';
import { nameOf } from './arns.ts';
import { describedService } from './describe-service.ts';
import type { Ecs, Tags } from './ecs.ts';
import { clientError, invalidParameter } from './refusals.ts';

const FILE = 'sandbox/ecs/provision-commands.ts';
const MADE = [
  'cluster',
  'serviceName',
  'taskDefinition',
  'desiredCount',
  'loadBalancers',
  'deploymentConfiguration',
  'healthCheckGracePeriodSeconds',
  'launchType',
  'networkConfiguration',
  'tags',
  'propagateTags',
  'enableECSManagedTags',
];

type Answer<Output> = Omit<Output, '$metadata'>;

function tagsOf(tags: readonly Tag[] | undefined): Tags {
  return Object.fromEntries((tags ?? []).map(({ key = '', value = '' }) => [key, value]));
}

function createService(ecs: Ecs, input: CreateServiceCommandInput): Answer<CreateServiceCommandOutput> {
  refuseOtherMembers('CreateService', input, MADE, FILE);
  const { launchType = 'EC2', serviceName = '', taskDefinition = '', desiredCount = 1 } = input;
  if (launchType !== 'FARGATE')
    throw new SandboxNotImplemented(`services of launch type ${launchType}`, FILE);
  const cluster = ecs.cluster(input.cluster);
  if (ecs.find(cluster, serviceName)) throw invalidParameter('Creation of service was not idempotent.');
  const service = ecs.createService({
    cluster,
    name: serviceName,
    taskDefinition,
    desiredCount,
    ...(input.loadBalancers && { loadBalancers: input.loadBalancers }),
    ...(input.deploymentConfiguration && { deploymentConfiguration: input.deploymentConfiguration }),
    ...(input.networkConfiguration && { networkConfiguration: input.networkConfiguration }),
    ...(input.healthCheckGracePeriodSeconds !== undefined && {
      healthCheckGracePeriodSeconds: input.healthCheckGracePeriodSeconds,
    }),
    tags: tagsOf(input.tags),
  });
  return { service: describedService(service) };
}

function deleteService(ecs: Ecs, input: DeleteServiceCommandInput): Answer<DeleteServiceCommandOutput> {
  const cluster = ecs.cluster(input.cluster);
  const service = ecs.service(cluster, input.service);
  if (service.desiredCount > 0 && input.force !== true)
    throw invalidParameter('The service cannot be stopped while it is scaled above 0.');
  ecs.deleteService(cluster, service.name);
  return { service: { ...describedService(service), status: 'DRAINING' } };
}

function deregister(
  ecs: Ecs,
  { taskDefinition }: DeregisterTaskDefinitionCommandInput,
): Answer<DeregisterTaskDefinitionCommandOutput> {
  const definition = ecs.definitions.deregister(taskDefinition);
  if (!definition) throw clientError('The specified task definition does not exist.');
  return { taskDefinition: definition };
}

function tagResource(ecs: Ecs, { resourceArn = '', tags }: TagResourceCommandInput): object {
  const before = ecs.scope.tags.get(resourceArn);
  if (before === undefined) throw invalidParameter('The specified resource was not found.');
  ecs.scope.tags.set(resourceArn, { ...before, ...tagsOf(tags) });
  return {};
}

function createNeeds(ecs: Ecs, input: CreateServiceCommandInput): readonly Need[] {
  const cluster = nameOf(input.cluster ?? 'default');
  const resource = ecs.arns.service(cluster, input.serviceName ?? '');
  const create = {
    action: 'ecs:CreateService',
    resource,
    conditions: { 'ecs:cluster': ecs.arns.cluster(cluster) },
  };
  if (!input.tags?.length) return [create];
  const conditions = { 'ecs:CreateAction': 'CreateService' };
  return [create, { action: 'ecs:TagResource', resource, conditions }];
}

/** Commands by which users and CloudFormation make services and take them away. */
export function provisionCommands(ecs: Ecs) {
  return {
    CreateService: {
      run: (input: CreateServiceCommandInput) => createService(ecs, input),
      needs: (input: CreateServiceCommandInput) => createNeeds(ecs, input),
    },
    DeleteService: {
      run: (input: DeleteServiceCommandInput) => deleteService(ecs, input),
      needs: ({ cluster, service = '' }: DeleteServiceCommandInput): readonly Need[] => [
        {
          action: 'ecs:DeleteService',
          resource: ecs.arns.service(nameOf(cluster ?? 'default'), nameOf(service)),
        },
      ],
    },
    DeregisterTaskDefinition: {
      run: (input: DeregisterTaskDefinitionCommandInput) => deregister(ecs, input),
      needs: (): readonly Need[] => [{ action: 'ecs:DeregisterTaskDefinition', resource: '*' }],
    },
    TagResource: {
      run: (input: TagResourceCommandInput) => tagResource(ecs, input),
      needs: ({ resourceArn }: TagResourceCommandInput): readonly Need[] => [
        { action: 'ecs:TagResource', resource: resourceArn ?? '*' },
      ],
    },
  };
}
