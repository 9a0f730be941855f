import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
  PutScalingPolicyCommand,
  type PutScalingPolicyCommandInput,
  RegisterScalableTargetCommand,
  type RegisterScalableTargetCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CreateServiceCommand,
  type CreateServiceCommandInput,
  DeleteServiceCommand,
  DeregisterTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  UpdateServiceCommand,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import { SandboxNotImplemented } from '../../hook/not-implemented.ts';
import type { MadeResource, ResourceType, StackContext } from '../resource-type.ts';
import type { Properties } from '../template.ts';

const FILE = 'sandbox/cloudformation/resources/containers.ts';
/** What UpdateService takes of a service's properties; a service sends all of them whatever has changed. */
const UPDATED = [
  'cluster',
  'deploymentConfiguration',
  'desiredCount',
  'healthCheckGracePeriodSeconds',
  'networkConfiguration',
  'taskDefinition',
];

/** Members of ECS begin in lower case, at every depth. */
function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      camelCased(item),
    ]),
  );
}

export const taskDefinition: ResourceType = {
  replacedBy: 'all',
  async create({ clients }, properties) {
    const request = camelCased(properties) as RegisterTaskDefinitionCommandInput;
    const made = await clients(ECSClient).send(new RegisterTaskDefinitionCommand(request));
    return { physicalId: made.taskDefinition?.taskDefinitionArn ?? '' };
  },
  update() {
    throw new SandboxNotImplemented('changes of a revision', FILE);
  },
  async remove({ clients }, { physicalId }) {
    await clients(ECSClient).send(new DeregisterTaskDefinitionCommand({ taskDefinition: physicalId }));
  },
};

export const service: ResourceType = {
  replacedBy: ['Cluster', 'LaunchType', 'ServiceName'],
  async create({ clients }, properties) {
    const request = camelCased(properties) as CreateServiceCommandInput;
    const made = await clients(ECSClient).send(new CreateServiceCommand(request));
    return madeService(made.service?.serviceArn, properties);
  },
  async update({ clients }, properties, { physicalId }) {
    const all = Object.entries(camelCased(properties) as object);
    const sent = Object.fromEntries(all.filter(([name]) => UPDATED.includes(name)));
    const request: UpdateServiceCommandInput = { service: physicalId, ...sent };
    await clients(ECSClient).send(new UpdateServiceCommand(request));
    return madeService(physicalId, properties);
  },
  async remove({ clients }, { physicalId, properties }) {
    const cluster = String(properties['Cluster']);
    await clients(ECSClient).send(new DeleteServiceCommand({ cluster, service: physicalId, force: true }));
  },
};

function madeService(physicalId = '', properties: Properties): MadeResource {
  return { physicalId, attributes: { Name: String(properties['ServiceName']), ServiceArn: physicalId } };
}

export const scalableTarget: ResourceType = {
  replacedBy: ['ResourceId', 'ScalableDimension', 'ServiceNamespace'],
  create: register,
  update: register,
  async remove({ clients }, { properties }) {
    const { ServiceNamespace, ScalableDimension, ResourceId } =
      properties as unknown as RegisterScalableTargetCommandInput;
    const request = { ServiceNamespace, ScalableDimension, ResourceId };
    await clients(ApplicationAutoScalingClient).send(new DeregisterScalableTargetCommand(request));
  },
};

async function register({ clients }: StackContext, properties: Properties): Promise<MadeResource> {
  const { RoleARN: _role, ...request } = properties;
  await clients(ApplicationAutoScalingClient).send(
    new RegisterScalableTargetCommand({
      ...(request as unknown as RegisterScalableTargetCommandInput),
      MinCapacity: Number(request['MinCapacity']),
      MaxCapacity: Number(request['MaxCapacity']),
    }),
  );
  return {
    physicalId: ['ResourceId', 'ScalableDimension', 'ServiceNamespace']
      .map((name) => request[name])
      .join('|'),
  };
}

export const scalingPolicy: ResourceType = {
  replacedBy: ['PolicyName', 'ResourceId', 'ScalableDimension', 'ServiceNamespace'],
  create: putPolicy,
  update: putPolicy,
  async remove() {
    // A target that is taken away takes its policies with it; nothing here takes away a policy alone.
  },
};

async function putPolicy({ clients }: StackContext, properties: Properties): Promise<MadeResource> {
  const request = properties as unknown as PutScalingPolicyCommandInput;
  const made = await clients(ApplicationAutoScalingClient).send(new PutScalingPolicyCommand(request));
  return { physicalId: made.PolicyARN ?? '' };
}
